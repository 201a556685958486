package dev.essfacade.web.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * An invalid part of a request.
 *
 * @param pointer The place in the body, as a JSON pointer in a URI fragment.
 * @param parameter The name of the path variable, query parameter or header.
 * @param detail The rule that the part must follow.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Violation(@Nullable String pointer, @Nullable String parameter, String detail) {

	/** Creates a violation in the body. */
	public static Violation inBody(String pointer, String detail) {
		return new Violation(pointer, null, detail);
	}

	/** Creates a violation in the path, the query or a header. */
	public static Violation inParameter(String name, String detail) {
		return new Violation(null, name, detail);
	}

	/** Returns place and rule in one line. */
	public String sentence() {
		return ((this.pointer != null) ? this.pointer : this.parameter) + ": " + this.detail;
	}

}
