package dev.essfacade.ess.resilience;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Ticker with the real time. A pause advances the time at once, without waiting. */
public final class SkippingTicker {

	private final AtomicLong leapt = new AtomicLong();

	public Ticker ticker() {
		return new Ticker(() -> System.nanoTime() + this.leapt.get(), this::leap);
	}

	private void leap(Duration pause) {
		advance(pause);
	}

	public void advance(Duration duration) {
		this.leapt.addAndGet(duration.toNanos());
	}

}
