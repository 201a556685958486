package dev.essfacade;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import dev.essfacade.access.audit.AuditProperties;
import dev.essfacade.ess.EssProperties;
import dev.essfacade.ess.credentials.CredentialsProperties;
import dev.essfacade.ess.credentials.CredentialsProperties.Place;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

/** Looks, before anything is built, for the settings that have no default. */
class StartUpCheck implements ApplicationContextInitializer<ConfigurableApplicationContext> {

	@Override
	public void initialize(ConfigurableApplicationContext context) {
		requireSecurityMode(context.getEnvironment());
		requireCredentials(context.getEnvironment());
		// Bound here so that a wrong value is told without the chain of beans that need
		// it.
		Binder.get(context.getEnvironment()).bindOrCreate("ess", EssProperties.class);
		Binder.get(context.getEnvironment()).bindOrCreate("facade.audit", AuditProperties.class).requireUsable();
	}

	private static void requireSecurityMode(Environment environment) {
		String mode = environment.getProperty("facade.security.mode", "");
		if (mode.isBlank()) {
			throw new MissingSettingException("Nothing is said on security. Set FACADE_SECURITY_MODE=open to let in "
					+ "everybody who can reach the port; no other mode is there yet.");
		}
		if (!mode.equals("open")) {
			throw new MissingSettingException("FACADE_SECURITY_MODE has a value other than open, and no other mode is "
					+ "there yet: a lock that does not lock is worse than none. Set it to open and keep the port "
					+ "behind something that checks callers.");
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
