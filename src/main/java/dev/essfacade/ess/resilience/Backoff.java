package dev.essfacade.ess.resilience;

import java.time.Duration;
import java.util.function.DoubleSupplier;

import org.jspecify.annotations.Nullable;

/**
 * Exponential backoff with full jitter: a random pause below a bound that doubles with
 * each failure. Calls that failed together are not repeated together.
 *
 * @param random numbers from 0 to 1, evenly distributed
 */
public record Backoff(DoubleSupplier random) {

	private static final Duration BASE = Duration.ofMillis(100);

	private static final Duration THROTTLED_BASE = Duration.ofMillis(500);

	/**
	 * Returns the pause after a failed attempt.
	 * @param failures how many attempts of this call have failed, at least 1
	 * @param throttled whether to use the longer base, as after throttling
	 * @param asked how long ESS asked to wait, or null; the pause is never shorter
	 */
	public Duration pause(int failures, boolean throttled, @Nullable Duration asked) {
		Duration bound = (throttled ? THROTTLED_BASE : BASE).multipliedBy(1L << (failures - 1));
		Duration jittered = Duration.ofNanos((long) (bound.toNanos() * this.random.getAsDouble()));
		// ESS asks many callers for the same pause. The jitter spreads their retries.
		return (asked != null) ? asked.plus(jittered) : jittered;
	}

}
