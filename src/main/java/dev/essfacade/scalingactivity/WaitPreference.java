package dev.essfacade.scalingactivity;

import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.springframework.util.MimeTypeUtils;

/**
 * How long a request asks to wait: the header {@code Prefer: wait=N} (RFC 7240), at most
 * {@code facade.max-wait}.
 *
 * @param duration zero if the request does not wait
 */
public record WaitPreference(Duration duration) {

	static final String HEADER = "Prefer";

	/** Response header that says which preference was applied. */
	public static final String APPLIED_HEADER = "Preference-Applied";

	private static final Pattern WAIT = Pattern.compile("(?i)\\s*wait\\s*=\\s*(?:(\\d+)|\"(\\d+)\")\\s*");

	/** A number with more digits exceeds every limit. */
	private static final int MAX_DIGITS = 9;

	private static final WaitPreference NONE = new WaitPreference(Duration.ZERO);

	/**
	 * Parses the {@code Prefer} headers of a request. The first {@code wait} counts; a
	 * preference that is malformed or unknown is ignored.
	 */
	static WaitPreference of(List<String> headers, Duration max) {
		if (headers.isEmpty()) {
			return NONE;
		}
		long seconds = headers.stream()
			.flatMap((header) -> MimeTypeUtils.tokenize(header).stream())
			.map((preference) -> WAIT.matcher(preference.split(";", 2)[0]))
			.filter(Matcher::matches)
			.findFirst()
			.map((wait) -> seconds((wait.group(1) != null) ? wait.group(1) : wait.group(2)))
			.orElse(0L);
		Duration asked = Duration.ofSeconds(seconds);
		return new WaitPreference((asked.compareTo(max) < 0) ? asked : max);
	}

	private static long seconds(String digits) {
		return (digits.length() > MAX_DIGITS) ? Integer.MAX_VALUE : Long.parseLong(digits);
	}

	/** Whether the request waits at all. */
	public boolean isSet() {
		return this.duration.isPositive();
	}

	/** Returns the value of {@code Preference-Applied}. */
	public String applied() {
		return "wait=" + this.duration.toSeconds();
	}

}
