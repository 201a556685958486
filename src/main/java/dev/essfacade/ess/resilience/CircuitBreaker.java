package dev.essfacade.ess.resilience;

import java.time.Duration;

/**
 * Circuit breaker of one region. It opens after many attempts in a row without a
 * response, and then permits one probe per second. Any response closes it, even a 5xx.
 * The retry budget limits the retries after a 5xx.
 */
public final class CircuitBreaker {

	/**
	 * Number of attempts in a row without a response after which the circuit breaker
	 * opens. It is so large that the loss of every second packet does not open the
	 * circuit breaker.
	 */
	static final int FAILURE_THRESHOLD = 10;

	/** Shortest time from the first to the last of these attempts. */
	static final Duration FAILURE_PERIOD = Duration.ofSeconds(2);

	static final Duration PROBE_INTERVAL = Duration.ofSeconds(1);

	private final Ticker ticker;

	private int failures;

	private long firstFailure;

	private boolean open;

	private long lastProbe;

	/** Starts closed. */
	public CircuitBreaker(Ticker ticker) {
		this.ticker = ticker;
	}

	/** Whether an attempt may be made now. */
	public synchronized boolean tryAcquire() {
		if (!this.open) {
			return true;
		}
		long now = this.ticker.nanos();
		boolean due = now - this.lastProbe >= PROBE_INTERVAL.toNanos();
		this.lastProbe = due ? now : this.lastProbe;
		return due;
	}

	/** Closes the circuit breaker, because the region responded with success or error. */
	public synchronized void onResponse() {
		this.failures = 0;
		this.open = false;
	}

	/** Counts an attempt that ended without a response. */
	public synchronized void onNoResponse() {
		long now = this.ticker.nanos();
		this.firstFailure = (this.failures == 0) ? now : this.firstFailure;
		this.failures++;
		boolean unresponsive = this.failures >= FAILURE_THRESHOLD
				&& now - this.firstFailure >= FAILURE_PERIOD.toNanos();
		if (unresponsive && !this.open) {
			this.open = true;
			this.lastProbe = now;
		}
	}

	/** Whether attempts other than probes are rejected. */
	public synchronized boolean isOpen() {
		return this.open;
	}

}
