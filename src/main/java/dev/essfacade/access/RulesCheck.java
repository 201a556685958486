package dev.essfacade.access;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.ConfigurationPropertyState;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

/** Reads the rules before anything is built, so that a mistake is told by itself. */
class RulesCheck implements ApplicationContextInitializer<ConfigurableApplicationContext> {

	private static final ConfigurationPropertyName FIRST = ConfigurationPropertyName.of("facade.access.rules[0]");

	@Override
	public void initialize(ConfigurableApplicationContext context) {
		requireText(context.getEnvironment());
		AccessProperties settings = Binder.get(context.getEnvironment())
			.bindOrCreate("facade.access", AccessProperties.class);
		new PolicySource(settings, isOpen(context.getEnvironment())).policy();
	}

	/** Binding would pass over them in silence. */
	private static void requireText(Environment environment) {
		ConfigurationPropertySources.get(environment).forEach((source) -> {
			if (source.containsDescendantOf(FIRST) == ConfigurationPropertyState.PRESENT
					|| source.getConfigurationProperty(FIRST) != null) {
				throw new UnusableRulesException("facade.access.rules has to be one text, as it would stand in a file "
						+ "(in YAML: rules: |), not properties of its own");
			}
		});
	}

	static boolean isOpen(Environment environment) {
		return "open".equals(environment.getProperty("facade.security.mode"));
	}

}
