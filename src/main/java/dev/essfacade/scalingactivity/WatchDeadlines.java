package dev.essfacade.scalingactivity;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

import dev.essfacade.ess.resilience.Deadline;
import dev.essfacade.ess.resilience.Ticker;
import dev.essfacade.security.CurrentSubject;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * The deadlines of requests that wait or stream. No deadline is later than the expiry of
 * the caller's token.
 */
@Component
public class WatchDeadlines {

	private final WatchProperties settings;

	private final CurrentSubject current;

	private final InstantSource clock;

	private final Ticker ticker;

	WatchDeadlines(WatchProperties settings, CurrentSubject current, InstantSource clock, Ticker ticker) {
		this.settings = settings;
		this.current = current;
		this.clock = clock;
		this.ticker = ticker;
	}

	/** Returns the deadline of a request that starts to wait now. */
	public Deadline of(WaitPreference wait) {
		return whileTokenIsValid(wait.duration());
	}

	/**
	 * Returns the deadline of a stream that starts now: {@code facade.max-stream} later.
	 */
	Deadline ofStream() {
		return whileTokenIsValid(this.settings.maxStream());
	}

	/**
	 * Returns the end of a period that starts now, or the given deadline if it is
	 * earlier.
	 */
	Deadline ofPeriod(Duration period, Deadline stream) {
		return this.ticker.in(stream.leftAtMost(period));
	}

	private Deadline whileTokenIsValid(Duration longest) {
		@Nullable Instant expiry = this.current.expiry();
		Duration valid = (expiry != null) ? Duration.between(this.clock.instant(), expiry) : longest;
		return this.ticker.in((valid.compareTo(longest) < 0) ? valid : longest);
	}

}
