package dev.essfacade.authorization;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

import dev.essfacade.authorization.policy.Policy;
import dev.essfacade.authorization.policy.Rules;
import dev.essfacade.authorization.rules.InvalidRulesException;
import dev.essfacade.authorization.rules.RulesYaml;
import org.jspecify.annotations.Nullable;

/**
 * Where the rules are written down: in a file, in the settings, or nowhere.
 *
 * @param settings says where
 * @param open whether nobody is asked who they are
 */
record PolicySource(AccessProperties settings, boolean open) {

	/** What people look for when something is wrong. */
	String name() {
		@Nullable Path file = this.settings.rulesFile();
		return (file != null) ? file.toString() : "facade.access.rules";
	}

	/**
	 * What is written there at this moment; null when nothing is said on where.
	 * @throws IOException if it cannot be read
	 */
	@Nullable String text() throws IOException {
		@Nullable Path file = this.settings.rulesFile();
		return (file != null) ? Files.readString(file) : this.settings.rules();
	}

	/**
	 * The policy that a text makes.
	 * @throws RulesMistakeException if there is a mistake in it
	 */
	Policy policy(@Nullable String text) throws InvalidRulesException {
		Rules rules = (text != null) ? RulesYaml.read(text) : Rules.NONE;
		if (this.open && rules.nameCallers()) {
			throw new InvalidRulesException("there are rules or exceptions for callers, but under "
					+ "facade.security.mode=open nobody is asked who they are: take them out, or let mode be jwt",
					rules.readOnly());
		}
		return new Policy(rules, this.open);
	}

	/** The same for what is written there now, told with its place. */
	Policy policy() {
		try {
			return policy(text());
		}
		catch (IOException ex) {
			throw new UnusableRulesException(name() + " cannot be read (" + ex.getClass().getSimpleName() + ")");
		}
		catch (InvalidRulesException ex) {
			throw new UnusableRulesException(name() + ", " + Objects.requireNonNull(ex.getMessage()));
		}
	}

}
