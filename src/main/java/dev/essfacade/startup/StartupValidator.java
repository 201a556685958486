package dev.essfacade.startup;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import dev.essfacade.audit.AuditProperties;
import dev.essfacade.ess.EssProperties;
import dev.essfacade.ess.credentials.CredentialsProperties;
import dev.essfacade.ess.credentials.CredentialsProperties.Place;
import dev.essfacade.security.SecurityMode;
import dev.essfacade.security.jwt.IssuerProperties;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

/**
 * Validates the required settings before any bean is created, so that the failure report
 * names no beans. Boot prints the value of the setting that an exception names. For
 * settings that can contain a secret, the exceptions of this class therefore name only
 * the prefix.
 */
class StartupValidator implements ApplicationContextInitializer<ConfigurableApplicationContext> {

	@Override
	public void initialize(ConfigurableApplicationContext context) {
		Environment environment = context.getEnvironment();
		UnsupportedProperties.reject(environment);
		requireSecurityMode(environment);
		requireIssuer(environment);
		rejectClientSecret(environment);
		requireCredentials(environment);
		Binder.get(environment).bindOrCreate("ess", EssProperties.class);
		requireAuditRecords(Binder.get(environment).bindOrCreate("facade.audit", AuditProperties.class));
	}

	/**
	 * Returns the exception for an invalid setting, with a hint at the sandbox, which
	 * needs no cloud account.
	 */
	static RuntimeException invalid(String name, Object value, String reason) {
		return new InvalidConfigurationPropertyValueException(name, value,
				reason + " To try the service without a cloud account, run the sandbox from a checkout: "
						+ "./mvnw spring-boot:test-run");
	}

	private static void requireAuditRecords(AuditProperties audit) {
		audit.requireUsable();
		if (audit.file() == null && !AuditLogCheck.isWritten()) {
			throw invalid("facade.audit.file", "", "Audit records would be lost: no log writes them, and no audit file "
					+ "is set. Set FACADE_AUDIT_FILE, or remove LOGGING_LEVEL_AUDIT, LOGGING_THRESHOLD_CONSOLE and "
					+ "LOGGING_CONSOLE_ENABLED.");
		}
	}

	private static void requireSecurityMode(Environment environment) {
		String mode = environment.getProperty("facade.security.mode", "");
		if (!List.of("jwt", "open").contains(mode)) {
			throw invalid("facade.security.mode", mode, "Set FACADE_SECURITY_MODE to jwt (the default: callers need a "
					+ "token) or to open (everybody who can reach the port is authorized).");
		}
	}

	private static void requireIssuer(Environment environment) {
		IssuerProperties issuer = Binder.get(environment).bindOrCreate(IssuerProperties.PREFIX, IssuerProperties.class);
		boolean open = SecurityMode.isOpen(environment);
		if (!open && !(issuer.namesKeys() && issuer.namesAudience())) {
			throw invalid(IssuerProperties.PREFIX, "", (issuer.namesKeys() ? "The audience" : "The token issuer")
					+ " is missing. Set SPRING_SECURITY_OAUTH2_RESOURCESERVER_JWT_ISSUER_URI to your issuer, "
					+ "SPRING_SECURITY_OAUTH2_RESOURCESERVER_JWT_JWK_SET_URI to its signing keys, or both. Set "
					+ "SPRING_SECURITY_OAUTH2_RESOURCESERVER_JWT_AUDIENCES to the issuer's name for this service, so "
					+ "that tokens for other services are rejected. Or set FACADE_SECURITY_MODE=open to authorize "
					+ "everybody who can reach the port.");
		}
	}

	private static void rejectClientSecret(Environment environment) {
		if (!environment.getProperty("springdoc.swagger-ui.oauth.client-secret", "").isEmpty()) {
			throw invalid("springdoc.swagger-ui.oauth", "client-secret",
					"Swagger UI would show springdoc.swagger-ui.oauth.client-secret to everybody. Unset it, and "
							+ "register Swagger UI with your issuer as a public client with PKCE.");
		}
	}

	private static void requireCredentials(Environment environment) {
		CredentialsProperties credentials = Binder.get(environment)
			.bindOrCreate("ess.credentials", CredentialsProperties.class);
		List<Place> places = credentials.places();
		String configured = places.stream()
			.map((place) -> place.name().toLowerCase(Locale.ROOT).replace('_', ' '))
			.collect(Collectors.joining(", "));
		if (places.size() > 1) {
			throw invalid("ess.credentials", configured, "Several sources of credentials are set. Unset all but one.");
		}
		if (places.isEmpty() || !credentials.isComplete(places.getFirst())) {
			throw invalid("ess.credentials", configured, "The credentials for ESS are "
					+ (places.isEmpty() ? "missing" : "incomplete")
					+ ". Set ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET, with "
					+ "ALIBABA_CLOUD_SECURITY_TOKEN for temporary credentials; or ESS_CREDENTIALS_DIRECTORY to a "
					+ "mounted directory; or on ACK ALIBABA_CLOUD_ROLE_ARN, ALIBABA_CLOUD_OIDC_PROVIDER_ARN and "
					+ "ALIBABA_CLOUD_OIDC_TOKEN_FILE; or ESS_CREDENTIALS_ECS_ROLE to the RAM role of the instance.");
		}
	}

}
