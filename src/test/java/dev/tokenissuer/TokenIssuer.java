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

/** An issuer of tokens that listens on this machine only. */
public final class TokenIssuer implements AutoCloseable {

	/** The service, as a token names whom it is for. */
	public static final String AUDIENCE = "ess-facade";

	/** As whom Swagger UI logs people in. */
	public static final String SWAGGER_UI = "swagger-ui";

	/** A client without a person, and its secret. */
	public static final String PIPELINE = "pipeline";

	/** What a token can be good for. */
	public static final List<String> SCOPES = List.of("ess.read", "ess.detach", "ess.detach.force");

	private final AnnotationConfigServletWebServerApplicationContext context;

	private TokenIssuer(AnnotationConfigServletWebServerApplicationContext context) {
		this.context = context;
	}

	/**
	 * Starts one.
	 * @param port where it listens; 0 takes any
	 */
	public static TokenIssuer start(int port) {
		AnnotationConfigServletWebServerApplicationContext context = new AnnotationConfigServletWebServerApplicationContext();
		context.registerBean(TomcatServletWebServerFactory.class, () -> LoopbackTomcat.on(port));
		context.register(IssuerConfiguration.class);
		context.refresh();
		return new TokenIssuer(context);
	}

	/** Lets Swagger UI of a service send people here. */
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

	/** What it calls itself, and where it is. */
	public String uri() {
		return "http://127.0.0.1:" + Objects.requireNonNull(this.context.getWebServer()).getPort();
	}

	/** Where people log in. */
	public String authorizationUrl() {
		return uri() + "/oauth2/authorize";
	}

	/** Where a code, or a client's secret, is changed for a token. */
	public String tokenUrl() {
		return uri() + "/oauth2/token";
	}

	@Override
	public void close() {
		this.context.close();
	}

}
