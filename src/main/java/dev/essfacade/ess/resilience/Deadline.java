package dev.essfacade.ess.resilience;

import java.time.Duration;

/**
 * The time by which a call has to end, with all its attempts.
 *
 * @param ticker the clock
 * @param end the time in nanoseconds, by the ticker
 */
public record Deadline(Ticker ticker, long end) {

	/** Returns the deadline that ends after a quarter of the time left. */
	public Deadline quarter() {
		return this.ticker.in(Duration.ofNanos(left().toNanos() / 4));
	}

	/** Returns the time left; zero or negative after the deadline. */
	public Duration left() {
		return Duration.ofNanos(this.end - this.ticker.nanos());
	}

	/** Returns the time left, but at most the given time. */
	public Duration leftAtMost(Duration most) {
		Duration left = left();
		return (left.compareTo(most) < 0) ? left : most;
	}

}
