package dev.essfacade.ess;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.essfacade.ess.http.RawResponse;
import org.jspecify.annotations.Nullable;

/**
 * How long ESS asks its caller to wait. The gateway says it per API and per user, as
 * {@code Remain:0,TimeLeft:1500} in milliseconds; whatever stands in front of it says it
 * by {@code Retry-After}, in seconds. Dates are not read: clocks differ.
 */
final class RetryAfter {

	/** A window that still has room asks nobody to wait. */
	private static final Pattern ROOM_LEFT = Pattern.compile("Remain\\s*:\\s*0*[1-9]", Pattern.CASE_INSENSITIVE);

	private static final Pattern TIME_LEFT = Pattern.compile("TimeLeft\\s*:\\s*(\\d{1,9})", Pattern.CASE_INSENSITIVE);

	private static final Pattern SECONDS = Pattern.compile("\\s*(\\d{1,6})\\s*");

	private RetryAfter() {
	}

	/** The longest pause asked for; null if none is. */
	static @Nullable Duration of(RawResponse answer) {
		return Stream
			.of(millis(answer.field("x-ratelimit-user-api")), millis(answer.field("x-ratelimit-user")),
					seconds(answer.field("retry-after")))
			.filter(Duration::isPositive)
			.max(Duration::compareTo)
			.orElse(null);
	}

	private static Duration millis(@Nullable String field) {
		String window = (field != null) ? field : "";
		Matcher found = TIME_LEFT.matcher(window);
		return (found.find() && !ROOM_LEFT.matcher(window).find()) ? Duration.ofMillis(Long.parseLong(found.group(1)))
				: Duration.ZERO;
	}

	private static Duration seconds(@Nullable String field) {
		Matcher found = SECONDS.matcher((field != null) ? field : "");
		return found.matches() ? Duration.ofSeconds(Long.parseLong(found.group(1))) : Duration.ZERO;
	}

}
