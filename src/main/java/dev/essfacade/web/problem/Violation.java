package dev.essfacade.web.problem;

import org.jspecify.annotations.Nullable;

import org.springframework.context.MessageSourceResolvable;
import org.springframework.context.support.DefaultMessageSourceResolvable;

/**
 * An invalid part of a request. {@code ProblemTexts} adds the text in the caller's
 * language.
 *
 * @param pointer the place in the body, as a JSON pointer in a URI fragment
 * @param parameter the name of the path variable, query parameter or header
 * @param rule the rule that the part must follow
 */
public record Violation(@Nullable String pointer, @Nullable String parameter, MessageSourceResolvable rule) {

	/** Creates a violation in the body. */
	public static Violation inBody(String pointer, MessageSourceResolvable rule) {
		return new Violation(pointer, null, rule);
	}

	/** Creates a violation in the path, the query or a header. */
	public static Violation inParameter(String name, MessageSourceResolvable rule) {
		return new Violation(null, name, rule);
	}

	/**
	 * Returns a rule.
	 * @param key key of its text in the messages files, without the prefix {@code rule.}
	 */
	public static MessageSourceResolvable rule(String key, Object... arguments) {
		return new DefaultMessageSourceResolvable(new String[] { "rule." + key }, arguments);
	}

	/** Returns the place of the invalid part. */
	String place() {
		return (this.pointer != null) ? this.pointer : String.valueOf(this.parameter);
	}

}
