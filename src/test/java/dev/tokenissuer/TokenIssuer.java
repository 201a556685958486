package dev.tokenissuer;

import java.util.List;
import java.util.Objects;
import java.util.UUID;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;

/** Token issuer on a loopback address. */
public final class TokenIssuer implements AutoCloseable {

	/** Audience of all tokens, which is the service. */
	public static final String AUDIENCE = "ess-facade";

	/** Client ID of Swagger UI. */
	public static final String SWAGGER_UI = "swagger-ui";

	/** Client ID of the pipeline, which is also its secret. */
	public static final String PIPELINE = "pipeline";

	/** Scopes of tokens. */
	public static final List<String> SCOPES = List.of("ess.read", "ess.detach", "ess.detach.force", "ess.attach",
			"ess.attach.force");

	private final AnnotationConfigServletWebServerApplicationContext context;

	private TokenIssuer(AnnotationConfigServletWebServerApplicationContext context) {
		this.context = context;
	}

	/**
	 * Starts the issuer.
	 * @param port port to bind; 0 selects a free port
	 */
	public static TokenIssuer start(int port) {
		AnnotationConfigServletWebServerApplicationContext context = new AnnotationConfigServletWebServerApplicationContext();
		context.registerBean(TomcatServletWebServerFactory.class, () -> LoopbackTomcat.on(port));
		context.register(IssuerConfiguration.class);
		context.refresh();
		return new TokenIssuer(context);
	}

	/**
	 * Registers the Swagger UI of a service as a client.
	 * @param service base URL of the service
	 */
	public void serve(String service) {
		this.context.getBean(RegisteredClientRepository.class)
			.save(RegisteredClient.withId(UUID.randomUUID().toString())
				.clientId(SWAGGER_UI)
				.clientAuthenticationMethod(ClientAuthenticationMethod.NONE)
				.authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
				.redirectUri(service + "/swagger-ui/oauth2-redirect.html")
				.scopes((scopes) -> scopes.addAll(SCOPES))
				.clientSettings(ClientSettings.builder().requireProofKey(true).build())
				.build());
	}

	/** Issuer identifier, which is also the base URL. */
	public String uri() {
		return "http://127.0.0.1:" + Objects.requireNonNull(this.context.getWebServer()).getPort();
	}

	/** Authorization endpoint. */
	public String authorizationUrl() {
		return uri() + "/oauth2/authorize";
	}

	/** Token endpoint. */
	public String tokenUrl() {
		return uri() + "/oauth2/token";
	}

	@Override
	public void close() {
		this.context.close();
	}

}
