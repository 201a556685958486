package dev.essfacade.scalingactivity;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

import dev.essfacade.ess.resilience.Deadline;
import dev.essfacade.ess.resilience.Ticker;
import dev.essfacade.security.CurrentSubject;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/** When a stream ends: after {@code facade.max-stream}, or when the token expires. */
@Component
class StreamEnd {

	private final WatchProperties settings;

	private final CurrentSubject current;

	private final InstantSource clock;

	private final Ticker ticker;

	StreamEnd(WatchProperties settings, CurrentSubject current, InstantSource clock, Ticker ticker) {
		this.settings = settings;
		this.current = current;
		this.clock = clock;
		this.ticker = ticker;
	}

	/** Returns the end of a stream that starts now. */
	Deadline ofStream() {
		@Nullable Instant expiry = this.current.expiry();
		Duration longest = this.settings.maxStream();
		Duration valid = (expiry != null) ? Duration.between(this.clock.instant(), expiry) : longest;
		return this.ticker.in((valid.compareTo(longest) < 0) ? valid : longest);
	}

	/** Returns the end of a period within a stream. */
	Deadline after(Duration period, Deadline end) {
		return this.ticker.in(end.leftAtMost(period));
	}

}
