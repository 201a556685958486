package dev.essfacade.authorization;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * The settings of authorization. A blank value counts as unset.
 *
 * @param readOnly whether read-only mode is on as long as the service runs; the rules can
 * switch it on and off, too
 * @param rulesFile file with the access rules, reloaded when it changes
 * @param rules the access rules themselves, as the text of a rules file
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
