package dev.essfacade.authorization;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * Settings of the access rules. A blank value counts as absent.
 *
 * @param readOnly Starts the service in read-only mode, in which every write is denied. A
 * change needs a restart; {@code read-only} in the rules file needs none.
 * @param rules Sets the access rules as text, in place of a file. Without rules, every
 * call is denied unless {@code facade.security.mode} is {@code open}.
 * @param rulesFile Names the YAML file with the access rules. A change takes effect
 * within 5 seconds. An error in the file prevents the start. If a later change contains
 * an error, the previous rules stay active.
 */
@ConfigurationProperties("facade.access")
record AccessProperties(@DefaultValue("false") boolean readOnly, @Nullable Path rulesFile, @Nullable String rules) {

	AccessProperties {
		rulesFile = (rulesFile == null || rulesFile.toString().isBlank()) ? null : rulesFile;
		rules = (rules == null || rules.isBlank()) ? null : rules;
		if (rulesFile != null && rules != null) {
			throw new InvalidConfigurationPropertyValueException("facade.access.rules-file", rulesFile,
					"facade.access.rules is set, too. Unset one of both.");
		}
	}

}
