package dev.essfacade.ess.resilience;

import java.time.Duration;

/**
 * Spares callers the wait for a region that is dead. It opens when many attempts in a row
 * were met with silence, over some seconds, and from then on lets one attempt through
 * every second, whose answer closes it. An answer that says 5xx is an answer: such
 * attempts cost nobody any time, and the retry budget bounds them.
 */
public final class CircuitBreaker {

	/** So many in a row do not come by chance, not even when every second one is lost. */
	static final int SILENCES_TO_OPEN = 10;

	/** What is over sooner is a hiccup, of the network or of this machine. */
	static final Duration SILENCE_TO_OPEN = Duration.ofSeconds(2);

	static final Duration PROBE_EVERY = Duration.ofSeconds(1);

	private final Ticker ticker;

	private int silences;

	private long firstSilence;

	private boolean open;

	private long lastProbe;

	CircuitBreaker(Ticker ticker) {
		this.ticker = ticker;
	}

	/** Whether an attempt may be made now. */
	public synchronized boolean letsThrough() {
		if (!this.open) {
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
		this.open = false;
	}

	/** No answer came. */
	public synchronized void silent() {
		long now = this.ticker.nanos();
		this.firstSilence = (this.silences == 0) ? now : this.firstSilence;
		this.silences++;
		boolean dead = this.silences >= SILENCES_TO_OPEN && now - this.firstSilence >= SILENCE_TO_OPEN.toNanos();
		if (dead && !this.open) {
			this.open = true;
			this.lastProbe = now;
		}
	}

	/** Whether attempts are being held back. */
	public synchronized boolean isOpen() {
		return this.open;
	}

}
