package dev.essfacade.ess.resilience;

import java.time.Duration;

/**
 * Limits the retries of one region by a token bucket. A retry takes a token. A call that
 * succeeds after retries gives its tokens back. First attempts need no token, so that an
 * empty bucket stops no call.
 *
 * <p>
 * For {@code n} calls, an outage causes at most 6 + 0.06 n retries, and one more every 20
 * seconds. At 5 or more calls a second, this is below 1.20 attempts per call in any 10
 * seconds, and below 1.10 over five minutes.
 */
public final class RetryBudget {

	static final double CAPACITY = 6;

	private static final double EARNED_PER_CALL = 0.06;

	/** Time after which the bucket gets one token, even if calls are rare. */
	private static final double NANOS_PER_TOKEN = Duration.ofSeconds(20).toNanos();

	private final Ticker ticker;

	private double tokens = CAPACITY;

	private long lastUpdate;

	/** Starts with all tokens. */
	public RetryBudget(Ticker ticker) {
		this.ticker = ticker;
		this.lastUpdate = ticker.nanos();
	}

	/** Adds the fraction of a token that each call earns. */
	public synchronized void earn() {
		add(EARNED_PER_CALL);
	}

	/** Takes a token for a retry; returns false if none is left. */
	public synchronized boolean spend() {
		add(0);
		boolean enough = this.tokens >= 1;
		this.tokens -= enough ? 1 : 0;
		return enough;
	}

	/** Gives back the tokens of a call that succeeded after this many retries. */
	public synchronized void refund(int retries) {
		add(retries);
	}

	/** Returns the tokens left, with fractions. */
	public synchronized double tokens() {
		add(0);
		return this.tokens;
	}

	private void add(double more) {
		long now = this.ticker.nanos();
		this.tokens = Math.min(CAPACITY, this.tokens + more + (now - this.lastUpdate) / NANOS_PER_TOKEN);
		this.lastUpdate = now;
	}

}
