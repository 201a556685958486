package dev.essfacade.ess.resilience;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Ticker whose time advances only if a test advances it or a caller pauses. */
public final class ManualTicker {

	private final AtomicLong nanos = new AtomicLong();

	private final List<Duration> pauses = new ArrayList<>();

	public Ticker ticker() {
		return new Ticker(this.nanos::get, this::pause);
	}

	public void advance(Duration duration) {
		this.nanos.addAndGet(duration.toNanos());
	}

	/** Returns how much time has passed. */
	public Duration passed() {
		return Duration.ofNanos(this.nanos.get());
	}

	private synchronized void pause(Duration duration) {
		this.pauses.add(duration);
		advance(duration);
	}

	/** Returns every pause so far, oldest first. */
	public synchronized List<Duration> pauses() {
		return List.copyOf(this.pauses);
	}

}
