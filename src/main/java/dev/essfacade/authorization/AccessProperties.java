package dev.essfacade.authorization;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * Who may do what; blank counts as absent.
 *
 * @param readOnly whether nobody may write, when the service starts; the rules can say
 * so, too
 * @param rulesFile file with the rules, looked at every two seconds
 * @param rules the rules themselves, as the text of such a file
 */
@ConfigurationProperties("facade.access")
record AccessProperties(@DefaultValue("false") boolean readOnly, @Nullable Path rulesFile, @Nullable String rules) {

	AccessProperties {
		rulesFile = (rulesFile == null || rulesFile.toString().isBlank()) ? null : rulesFile;
		rules = (rules == null || rules.isBlank()) ? null : rules;
		if (rulesFile != null && rules != null) {
			throw new InvalidConfigurationPropertyValueException("facade.access.rules-file", rulesFile,
					"There are rules in facade.access.rules, too, and this service does not guess which are meant.");
		}
	}

}
