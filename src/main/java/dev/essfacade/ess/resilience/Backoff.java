package dev.essfacade.ess.resilience;

import java.time.Duration;
import java.util.function.DoubleSupplier;

import org.jspecify.annotations.Nullable;

/**
 * How long to wait before the next attempt: a random time below a bound that doubles, so
 * that callers who failed together do not come back together.
 */
public final class Backoff {

	private static final Duration BASE = Duration.ofMillis(100);

	private static final Duration BASE_WHEN_THROTTLED = Duration.ofMillis(500);

	private final DoubleSupplier random;

	/**
	 * Draws from the given source.
	 * @param random numbers from 0 to 1, evenly
	 */
	public Backoff(DoubleSupplier random) {
		this.random = random;
	}

	/**
	 * The pause after an attempt that failed.
	 * @param failures how many attempts of this call have failed by now; at least 1
	 * @param throttled whether ESS asked to slow down
	 * @param asked what ESS itself asked to wait; the pause is never shorter
	 */
	public Duration pause(int failures, boolean throttled, @Nullable Duration asked) {
		Duration bound = (throttled ? BASE_WHEN_THROTTLED : BASE).multipliedBy(1L << (failures - 1));
		Duration jittered = Duration.ofNanos((long) (bound.toNanos() * this.random.getAsDouble()));
		// All who were told the same moment would otherwise return in that very moment.
		return (asked != null) ? asked.plus(jittered) : jittered;
	}

}
