package dev.essfacade;

import dev.essfacade.ess.credentials.CredentialsProperties;
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
		if (!credentials.isComplete()) {
			throw new MissingSettingException("There are no credentials to call ESS with. Set "
					+ "ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET, and ALIBABA_CLOUD_SECURITY_TOKEN "
					+ "as well if they are temporary.");
		}
	}

}
