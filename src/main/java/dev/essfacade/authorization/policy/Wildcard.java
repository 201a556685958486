package dev.essfacade.authorization.policy;

import java.util.Locale;

/**
 * A pattern for names: an exact name, or a prefix followed by {@code *}.
 *
 * @param text the pattern
 */
public record Wildcard(String text) {

	private static final char STAR = '*';

	/**
	 * Validates the pattern.
	 * @throws IllegalArgumentException if it is invalid; the message completes the
	 * sentence "A pattern …"
	 */
	public Wildcard {
		if (text.isEmpty()) {
			throw new IllegalArgumentException("must not be empty");
		}
		if (text.substring(0, text.length() - 1).indexOf(STAR) >= 0) {
			throw new IllegalArgumentException("may contain * only at its end");
		}
		if (!text.equals(text.strip()) || text.chars().anyMatch(Character::isISOControl)) {
			throw new IllegalArgumentException("must not begin or end with a space, or contain control characters");
		}
	}

	boolean matches(String name) {
		int last = this.text.length() - 1;
		return (this.text.charAt(last) == STAR) ? name.startsWith(this.text.substring(0, last))
				: name.equals(this.text);
	}

	Wildcard inLowerCase() {
		return new Wildcard(this.text.toLowerCase(Locale.ROOT));
	}

	boolean matchesEverything() {
		return this.text.equals("*");
	}

}
