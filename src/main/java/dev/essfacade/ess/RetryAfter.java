package dev.essfacade.ess;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.essfacade.ess.http.RawResponse;
import org.jspecify.annotations.Nullable;

/**
 * The pause that a response asks for. ESS's gateway sends the headers
 * {@code x-ratelimit-user-api} (per user and API) and {@code x-ratelimit-user} (per
 * user). An example of a value is {@code Remain:0,TimeLeft:1500}, with the time in
 * milliseconds. Proxies send {@code Retry-After} in seconds. A date in
 * {@code Retry-After} is ignored, since clocks differ.
 */
final class RetryAfter {

	/**
	 * Upper limit of the pause, because callers wait that long. No documented rate limit
	 * of ESS lasts longer.
	 */
	private static final Duration MAX = Duration.ofMinutes(10);

	/** A header whose {@code Remain} is above 0 asks for no pause. */
	private static final Pattern CALLS_LEFT = Pattern.compile("Remain\\s*:\\s*0*[1-9]", Pattern.CASE_INSENSITIVE);

	private static final Pattern TIME_LEFT = Pattern.compile("TimeLeft\\s*:\\s*(\\d{1,9})", Pattern.CASE_INSENSITIVE);

	private static final Pattern SECONDS = Pattern.compile("\\s*(\\d{1,6})\\s*");

	private RetryAfter() {
	}

	/**
	 * Returns the longest pause that the response asks for, at most ten minutes; null if
	 * there is none.
	 */
	static @Nullable Duration of(RawResponse response) {
		return Stream
			.of(millis(response.field("x-ratelimit-user-api")), millis(response.field("x-ratelimit-user")),
					seconds(response.field("retry-after")))
			.filter(Duration::isPositive)
			.max(Duration::compareTo)
			.map((pause) -> (pause.compareTo(MAX) > 0) ? MAX : pause)
			.orElse(null);
	}

	private static Duration millis(@Nullable String header) {
		String limit = (header != null) ? header : "";
		Matcher found = TIME_LEFT.matcher(limit);
		return (found.find() && !CALLS_LEFT.matcher(limit).find()) ? Duration.ofMillis(Long.parseLong(found.group(1)))
				: Duration.ZERO;
	}

	private static Duration seconds(@Nullable String header) {
		Matcher found = SECONDS.matcher((header != null) ? header : "");
		return found.matches() ? Duration.ofSeconds(Long.parseLong(found.group(1))) : Duration.ZERO;
	}

}
