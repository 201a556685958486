package dev.essfacade.ess.credentials;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that only a test moves. */
public final class ManualClock implements InstantSource {

	private volatile Instant now = Instant.parse("2026-01-01T00:00:00Z");

	@Override
	public Instant instant() {
		return this.now;
	}

	public synchronized void advance(Duration duration) {
		this.now = this.now.plus(duration);
	}

}
