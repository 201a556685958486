package dev.essfacade.startup;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import dev.essfacade.audit.AuditProperties;
import dev.essfacade.ess.EssProperties;
import dev.essfacade.ess.credentials.CredentialsProperties;
import dev.essfacade.ess.credentials.CredentialsProperties.Place;
import dev.essfacade.security.jwt.IssuerProperties;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

/** Looks, before anything is built, for the settings that have no default. */
class StartupValidator implements ApplicationContextInitializer<ConfigurableApplicationContext> {

	@Override
	public void initialize(ConfigurableApplicationContext context) {
		UnsupportedProperties.refuse(context.getEnvironment());
		requireSecurityMode(context.getEnvironment());
		refuseSecretInPage(context.getEnvironment());
		requireCredentials(context.getEnvironment());
		// Bound here: a wrong value is told without the chain of beans that need it.
		Binder.get(context.getEnvironment()).bindOrCreate("ess", EssProperties.class);
		AuditProperties audit = Binder.get(context.getEnvironment())
			.bindOrCreate("facade.audit", AuditProperties.class);
		audit.requireUsable();
		requireSomeRecord(audit);
	}

	private static void requireSomeRecord(AuditProperties audit) {
		if (audit.file() == null && !AuditLogCheck.isWritten()) {
			throw new MissingSettingException("Nobody could find out who did what: audit records do not come through "
					+ "to any log, and there is no file that they go to. Set FACADE_AUDIT_FILE; or leave "
					+ "LOGGING_LEVEL_AUDIT, LOGGING_THRESHOLD_CONSOLE and LOGGING_CONSOLE_ENABLED at their defaults.");
		}
	}

	private static void requireSecurityMode(Environment environment) {
		String mode = environment.getProperty("facade.security.mode", "");
		if (!mode.equals("jwt") && !mode.equals("open")) {
			throw new MissingSettingException("FACADE_SECURITY_MODE is neither jwt, which lets in only callers with a "
					+ "token and is the default, nor open, which lets in everybody who can reach the port.");
		}
		IssuerProperties issuer = Binder.get(environment).bindOrCreate(IssuerProperties.PREFIX, IssuerProperties.class);
		if (mode.equals("jwt") && !(issuer.namesKeys() && issuer.namesAudience())) {
			throw new MissingSettingException("It is not said "
					+ (issuer.namesKeys() ? "for which audience a token must be meant." : "whose tokens are believed.")
					+ " Set SPRING_SECURITY_OAUTH2_RESOURCESERVER_JWT_ISSUER_URI to your issuer, or "
					+ "SPRING_SECURITY_OAUTH2_RESOURCESERVER_JWT_JWK_SET_URI to its keys, or both, and "
					+ "SPRING_SECURITY_OAUTH2_RESOURCESERVER_JWT_AUDIENCES to what it calls this service: a token that "
					+ "was made for another service is not good here. Or set FACADE_SECURITY_MODE=open to let in "
					+ "everybody who can reach the port.");
		}
	}

	private static void refuseSecretInPage(Environment environment) {
		if (!environment.getProperty("springdoc.swagger-ui.oauth.client-secret", "").isEmpty()) {
			throw new MissingSettingException("springdoc.swagger-ui.oauth.client-secret would stand in the page of "
					+ "Swagger UI for everybody to read. Unset it, and have your issuer take Swagger UI for a public "
					+ "client, which proves itself with PKCE.");
		}
	}

	private static void requireCredentials(Environment environment) {
		CredentialsProperties credentials = Binder.get(environment)
			.bindOrCreate("ess.credentials", CredentialsProperties.class);
		List<Place> places = credentials.places();
		if (places.size() > 1) {
			throw new MissingSettingException("There are several kinds of credentials at once (" + names(places)
					+ "), and this service does not guess which one is meant. Unset all but one.");
		}
		if (places.isEmpty() || !credentials.isComplete(places.getFirst())) {
			throw new MissingSettingException((places.isEmpty() ? "There are no credentials to call ESS with."
					: "The credentials to call ESS with are not complete (" + names(places) + ").")
					+ " Set ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET, with "
					+ "ALIBABA_CLOUD_SECURITY_TOKEN if they are temporary; or ESS_CREDENTIALS_DIRECTORY for a "
					+ "mounted folder; or on ACK ALIBABA_CLOUD_ROLE_ARN, ALIBABA_CLOUD_OIDC_PROVIDER_ARN and "
					+ "ALIBABA_CLOUD_OIDC_TOKEN_FILE; or ESS_CREDENTIALS_ECS_ROLE for the role of the machine.");
		}
	}

	private static String names(List<Place> places) {
		return places.stream()
			.map((place) -> place.name().toLowerCase(Locale.ROOT).replace('_', ' '))
			.collect(Collectors.joining(", "));
	}

}
