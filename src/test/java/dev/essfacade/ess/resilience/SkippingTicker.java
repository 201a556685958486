package dev.essfacade.ess.resilience;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The machine's own time, but nobody waits for a pause to pass: time leaps over it.
 */
public final class SkippingTicker {

	private final AtomicLong leapt = new AtomicLong();

	public Ticker ticker() {
		return new Ticker(() -> System.nanoTime() + this.leapt.get(), this::leap);
	}

	private void leap(Duration pause) {
		this.leapt.addAndGet(pause.toNanos());
	}

}
