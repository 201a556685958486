package dev.essfacade.web;

import java.util.List;
import java.util.regex.Pattern;

import dev.essfacade.web.problem.ProblemException;
import dev.essfacade.web.problem.Violation;
import org.jspecify.annotations.Nullable;

import org.springframework.http.ETag;
import org.springframework.http.HttpHeaders;

/**
 * The condition {@code If-Match}: a write is executed only if one of the tags is current.
 * A weak tag counts as strong, because proxies that compress responses make their tags
 * weak.
 *
 * @param tags the tags; {@code *} matches any current tag
 */
public record IfMatch(List<ETag> tags) {

	/**
	 * Maximum length of the header. The regular expression recurses for each tag, so a
	 * longer list could overflow the stack.
	 */
	private static final int MAX_LENGTH = 1000;

	private static final String TAG = "(?:W/)?\"[\\x21\\x23-\\x7E]*\"";

	private static final Pattern WELL_FORMED = Pattern.compile("\\*|%s(?:\\s*,\\s*%s)*".formatted(TAG, TAG));

	/** Returns the condition of a request; null if the request has none. */
	static @Nullable IfMatch of(List<String> headers) {
		if (headers.isEmpty()) {
			return null;
		}
		String list = String.join(",", headers).strip();
		if (list.length() > MAX_LENGTH || !WELL_FORMED.matcher(list).matches()) {
			throw invalid("entity-tags");
		}
		return new IfMatch(ETag.parse(list));
	}

	/** Creates the failure of a request whose condition is invalid or not supported. */
	public static ProblemException invalid(String rule) {
		return ProblemException.invalid(Violation.inParameter(HttpHeaders.IF_MATCH, Violation.rule(rule)));
	}

	/**
	 * Returns whether the condition is true.
	 * @param tag the current tag
	 * @param exists whether anything exists that {@code *} can match
	 */
	public boolean matches(String tag, boolean exists) {
		return this.tags.stream().anyMatch((each) -> each.isWildcard() ? exists : tag.equals('"' + each.tag() + '"'));
	}

}
