package dev.essfacade.web.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * One rule that a request breaks.
 *
 * @param pointer where in the body, as a JSON pointer in a fragment
 * @param parameter or which part of the path, the query or the headers
 * @param detail what the rule asks for
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Violation(@Nullable String pointer, @Nullable String parameter, String detail) {

	/** Something in the body. */
	public static Violation inBody(String pointer, String detail) {
		return new Violation(pointer, null, detail);
	}

	/** Something in the path, the query or a header. */
	public static Violation inParameter(String name, String detail) {
		return new Violation(null, name, detail);
	}

	/** Place and rule in one line. */
	public String sentence() {
		return ((this.pointer != null) ? this.pointer : this.parameter) + ": " + this.detail;
	}

}
