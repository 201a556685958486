package dev.essfacade.ess.resilience;

import java.time.Duration;

/**
 * How many retries a region may have, as tokens in a bucket. A retry takes one; a call
 * that succeeds after all gives back what it took. First attempts are never asked for a
 * token, so in a total outage every call still reaches ESS, about once.
 *
 * <p>
 * At {@code n} calls in a time the retries of an outage are at most 6 + 0.06 n, and one
 * for every 20 seconds: from 5 calls a second on, under 1.20 attempts per call in any 10
 * seconds, and under 1.10 over five minutes.
 */
public final class RetryBudget {

	static final double CAPACITY = 6;

	private static final double EARNED_PER_CALL = 0.06;

	/** Where calls are rare, they alone would not refill the bucket for days. */
	private static final double NANOS_PER_TOKEN = Duration.ofSeconds(20).toNanos();

	private final Ticker ticker;

	private double tokens = CAPACITY;

	private long lastLook;

	RetryBudget(Ticker ticker) {
		this.ticker = ticker;
		this.lastLook = ticker.nanos();
	}

	/** A call makes its first attempt. */
	public synchronized void earn() {
		add(EARNED_PER_CALL);
	}

	/** Whether a retry may be made; if so, it is paid for. */
	public synchronized boolean spend() {
		add(0);
		boolean enough = this.tokens >= 1;
		this.tokens -= enough ? 1 : 0;
		return enough;
	}

	/** A call that made this many retries succeeded in the end. */
	public synchronized void refund(int retries) {
		add(retries);
	}

	/** What is left. */
	public synchronized double tokens() {
		add(0);
		return this.tokens;
	}

	private void add(double more) {
		long now = this.ticker.nanos();
		this.tokens = Math.min(CAPACITY, this.tokens + more + (now - this.lastLook) / NANOS_PER_TOKEN);
		this.lastLook = now;
	}

}
