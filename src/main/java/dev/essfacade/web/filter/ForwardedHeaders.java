package dev.essfacade.web.filter;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import jakarta.servlet.http.HttpServletRequest;

/**
 * Formats of forwarded headers. Spring throws exceptions for values in another format.
 */
final class ForwardedHeaders {

	private static final String PORT = "(6553[0-5]|655[0-2]\\d|65[0-4]\\d{2}|6[0-4]\\d{3}|[1-5]\\d{4}|[1-9]\\d{0,3})";

	private static final String LITERAL_V6 = "\\[[0-9A-Fa-f:.]+]";

	private static final Map<String, Pattern> RULES = Map.of("X-Forwarded-Host",
			Pattern.compile("([A-Za-z0-9._-]+|" + LITERAL_V6 + ")(:" + PORT + ")?"), "X-Forwarded-Port",
			Pattern.compile(PORT), "X-Forwarded-Proto", Pattern.compile("(?i)https?"), "X-Forwarded-Prefix",
			Pattern.compile("(/[A-Za-z0-9._~-]+)*/?"));

	/**
	 * Maximum total length of all lines of a header. {@code Location} contains
	 * {@code X-Forwarded-Prefix}, and the size of response headers is limited.
	 */
	private static final int MAX_LENGTH = 1024;

	private ForwardedHeaders() {
	}

	/** Returns the name of the first malformed header in alphabetical order. */
	static Optional<String> malformed(HttpServletRequest request) {
		return RULES.entrySet()
			.stream()
			.filter((rule) -> !areWellFormed(Collections.list(request.getHeaders(rule.getKey())), rule.getValue()))
			.map(Map.Entry::getKey)
			.min(Comparator.naturalOrder());
	}

	/**
	 * Returns whether all values of a header are well-formed. Each proxy in a chain can
	 * append a value after a comma.
	 */
	private static boolean areWellFormed(List<String> headers, Pattern rule) {
		return headers.stream().mapToInt(String::length).sum() <= MAX_LENGTH && headers.stream()
			.filter((header) -> !header.isBlank())
			.flatMap((header) -> Stream.of(header.split(",", -1)))
			.allMatch((value) -> rule.matcher(value.strip()).matches());
	}

}
