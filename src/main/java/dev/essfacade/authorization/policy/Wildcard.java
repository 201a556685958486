package dev.essfacade.authorization.policy;

import java.util.Locale;

/**
 * What a name has to be: exactly this, or, with a star at the end, anything that begins
 * with it.
 *
 * @param text the name, or its beginning and a star
 */
public record Wildcard(String text) {

	private static final char STAR = '*';

	/**
	 * Checks that it is one of both.
	 * @throws IllegalArgumentException if not; the message says why
	 */
	public Wildcard {
		if (text.isEmpty()) {
			throw new IllegalArgumentException("must not be empty");
		}
		if (text.substring(0, text.length() - 1).indexOf(STAR) >= 0) {
			throw new IllegalArgumentException("may have a * only at its end");
		}
		if (!text.equals(text.strip()) || text.chars().anyMatch(Character::isISOControl)) {
			throw new IllegalArgumentException("must not begin or end with a space, or hold control characters");
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
