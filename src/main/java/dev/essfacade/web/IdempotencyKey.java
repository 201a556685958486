package dev.essfacade.web;

import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

import dev.essfacade.web.problem.ProblemException;
import dev.essfacade.web.problem.Violation;
import org.jspecify.annotations.Nullable;

/**
 * The caller's {@code Idempotency-Key}, which becomes ESS's {@code ClientToken}.
 *
 * @param value the key without the quotes around it; null when the header is absent
 */
public record IdempotencyKey(@Nullable String value) {

	/** Format of the keys that ESS accepts: 1 to 64 visible ASCII characters. */
	public static final String FORMAT = "^[\\x21-\\x7E]{1,64}$";

	static final String HEADER = "Idempotency-Key";

	private static final Pattern WELL_FORMED = Pattern.compile(FORMAT);

	static IdempotencyKey of(List<String> headers) {
		if (headers.isEmpty()) {
			return new IdempotencyKey(null);
		}
		if (headers.size() > 1) {
			throw invalid("header-twice");
		}
		String key = unquoted(headers.getFirst());
		if (!WELL_FORMED.matcher(key).matches()) {
			throw invalid("key-format");
		}
		return new IdempotencyKey(key);
	}

	/**
	 * Returns the ClientToken of a write: the caller's key, or a new one.
	 * @param inBody {@code clientToken} of the body
	 */
	public String clientToken(@Nullable String inBody) {
		if (this.value != null && inBody != null && !this.value.equals(inBody)) {
			throw invalid("key-differs");
		}
		if (this.value != null) {
			return this.value;
		}
		return (inBody != null) ? inBody : UUID.randomUUID().toString();
	}

	private static String unquoted(String key) {
		boolean quoted = key.length() > 1 && key.startsWith("\"") && key.endsWith("\"");
		return quoted ? key.substring(1, key.length() - 1) : key;
	}

	private static ProblemException invalid(String rule) {
		return ProblemException.invalid(Violation.inParameter(HEADER, Violation.rule(rule)));
	}

}
