package dev.essfacade.ess.guard;

import java.time.Duration;

/**
 * Spares callers the wait for a region that is dead. It opens when many attempts in a row
 * were met with silence, and from then on lets one attempt through every second, whose
 * answer closes it. An answer that says 5xx is an answer: such attempts cost nobody any
 * time, and the retry budget bounds them.
 */
public final class Breaker {

	/** So many in a row do not come by chance, not even when every second one is lost. */
	static final int SILENCES_TO_OPEN = 10;

	static final Duration PROBE_EVERY = Duration.ofSeconds(1);

	private final Ticker ticker;

	private int silences;

	private long lastProbe;

	Breaker(Ticker ticker) {
		this.ticker = ticker;
	}

	/** Whether an attempt may be made now. */
	public synchronized boolean letsThrough() {
		if (!isOpen()) {
			return true;
		}
		long now = this.ticker.nanos();
		boolean due = now - this.lastProbe >= PROBE_EVERY.toNanos();
		this.lastProbe = due ? now : this.lastProbe;
		return due;
	}

	/** ESS answered, whatever it said. */
	public synchronized void heard() {
		this.silences = 0;
	}

	/** No answer came. */
	public synchronized void silent() {
		this.silences++;
		if (this.silences == SILENCES_TO_OPEN) {
			this.lastProbe = this.ticker.nanos();
		}
	}

	/** Whether attempts are being held back. */
	public synchronized boolean isOpen() {
		return this.silences >= SILENCES_TO_OPEN;
	}

}
