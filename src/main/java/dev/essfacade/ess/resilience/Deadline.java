package dev.essfacade.ess.resilience;

import java.time.Duration;

/** The moment by which a call has to have ended, with all its attempts. */
public final class Deadline {

	private final Ticker ticker;

	private final long end;

	Deadline(Ticker ticker, long end) {
		this.ticker = ticker;
		this.end = end;
	}

	/** What is left; zero or less when it has passed. */
	public Duration left() {
		return Duration.ofNanos(this.end - this.ticker.nanos());
	}

	/** The shorter of what is left and the given time. */
	public Duration leftAtMost(Duration most) {
		Duration left = left();
		return (left.compareTo(most) < 0) ? left : most;
	}

}
