package dev.essfacade.authorization;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.essfacade.authorization.policy.Policy;
import dev.essfacade.authorization.policy.Rules;
import dev.essfacade.authorization.rules.InvalidRulesException;
import dev.essfacade.authorization.rules.RulesYaml;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * The source of the access rules: a file, a setting, or none.
 *
 * @param settings the settings that contain the rules, or name their file
 * @param open whether the service runs in open mode, which authenticates nobody
 */
record PolicySource(AccessProperties settings, boolean open) {

	private static final long MAX_FILE_SIZE = 1 << 20;

	/** Returns the path of the rules file, or the name of the property with the rules. */
	String name() {
		@Nullable Path file = this.settings.rulesFile();
		return (file != null) ? file.toString() : "facade.access.rules";
	}

	/**
	 * Reads the text of the rules.
	 * @return null if no rules are configured
	 * @throws IOException if the file cannot be read
	 * @throws InvalidRulesException if the file is too large
	 */
	@Nullable String text() throws IOException {
		@Nullable Path file = this.settings.rulesFile();
		if (file == null) {
			return (this.settings.rules() != null) ? this.settings.rules() + "\n" : null;
		}
		if (Files.size(file) > MAX_FILE_SIZE) {
			throw new InvalidRulesException("the file is larger than 1 MiB", false);
		}
		return Files.readString(file);
	}

	/**
	 * Parses the text of the rules. If the setting {@code facade.access.read-only} is
	 * true, it overrides the field {@code read-only} of the rules.
	 * @throws InvalidRulesException if the text contains any error
	 */
	Policy parse(@Nullable String text) {
		Rules rules = (text != null) ? RulesYaml.read(text) : Rules.NONE;
		if (this.open && rules.nameCallers()) {
			throw new InvalidRulesException("rules and exceptions for callers need facade.security.mode=jwt; "
					+ "open mode does not authenticate callers", rules.readOnly());
		}
		return new Policy(rules.withReadOnly(rules.readOnly() || this.settings.readOnly()), this.open);
	}

	/**
	 * Reads and parses the rules at the start.
	 * @throws InvalidConfigurationPropertyValueException if that fails
	 */
	Policy load() {
		try {
			return parse(text());
		}
		catch (IOException ex) {
			throw unusable("The access rules cannot be read (%s).".formatted(ex.getClass().getSimpleName()));
		}
		catch (InvalidRulesException ex) {
			throw unusable("The access rules are invalid: %s.".formatted(ex.getMessage()));
		}
	}

	/**
	 * Returns a failure that names {@code facade.access}, the parent property. If the
	 * failure named {@code facade.access.rules}, Boot would print the whole text of the
	 * rules.
	 */
	private RuntimeException unusable(String reason) {
		return new InvalidConfigurationPropertyValueException("facade.access", name(),
				reason + " The page docs/access.md describes their format.");
	}

}
