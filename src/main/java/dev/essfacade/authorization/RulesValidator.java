package dev.essfacade.authorization;

import dev.essfacade.security.SecurityMode;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

/** Reads the rules before anything is built, so that a mistake is told by itself. */
class RulesValidator implements ApplicationContextInitializer<ConfigurableApplicationContext> {

	private static final ConfigurationPropertyName RULES = ConfigurationPropertyName.of("facade.access.rules");

	/** The variable FACADE_ACCESS_RULES_FILE, which could also be read so. */
	private static final ConfigurationPropertyName FILE = RULES.append("file");

	@Override
	public void initialize(ConfigurableApplicationContext context) {
		requireText(context.getEnvironment());
		AccessProperties settings = Binder.get(context.getEnvironment())
			.bindOrCreate("facade.access", AccessProperties.class);
		new PolicySource(settings, SecurityMode.isOpen(context.getEnvironment())).policy();
	}

	/** Binding would pass over them in silence. */
	private static void requireText(Environment environment) {
		ConfigurationPropertySources.get(environment).forEach((source) -> {
			if (source instanceof IterableConfigurationPropertySource properties
					&& properties.stream().anyMatch((name) -> RULES.isAncestorOf(name) && !name.equals(FILE))) {
				throw new UnusableRulesException("facade.access.rules has to be one text, as it would stand in a file "
						+ "(in YAML: rules: |), not properties of its own");
			}
		});
	}

}
