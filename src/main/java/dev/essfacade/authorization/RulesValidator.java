package dev.essfacade.authorization;

import dev.essfacade.security.SecurityMode;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

/**
 * Validates the access rules before any bean is created, so that the failure report names
 * no beans.
 */
class RulesValidator implements ApplicationContextInitializer<ConfigurableApplicationContext> {

	private static final ConfigurationPropertyName RULES = ConfigurationPropertyName.of("facade.access.rules");

	/**
	 * The variable FACADE_ACCESS_RULES_FILE sets {@code facade.access.rules-file}. Boot
	 * also derives the name {@code facade.access.rules.file} from this variable.
	 */
	private static final ConfigurationPropertyName FILE = RULES.append("file");

	@Override
	public void initialize(ConfigurableApplicationContext context) {
		requireText(context.getEnvironment());
		AccessProperties settings = Binder.get(context.getEnvironment())
			.bindOrCreate("facade.access", AccessProperties.class);
		new PolicySource(settings, SecurityMode.isOpen(context.getEnvironment())).load();
	}

	/**
	 * Rejects properties below {@code facade.access.rules}, because Boot would ignore
	 * them.
	 */
	private static void requireText(Environment environment) {
		ConfigurationPropertySources.get(environment).forEach((source) -> {
			if (source instanceof IterableConfigurationPropertySource properties
					&& properties.stream().anyMatch((name) -> RULES.isAncestorOf(name) && !name.equals(FILE))) {
				throw new InvalidConfigurationPropertyValueException("facade.access", RULES,
						"The rules must be one text, as in a rules file (in YAML: rules: |), not several properties.");
			}
		});
	}

}
