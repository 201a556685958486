package dev.esssimulator;

import java.time.Duration;
import java.time.Instant;

/**
 * Clock of the account and clock of the gateway. The account's clock moves activities and
 * expires ClientTokens. It ticks if the settings enable that; otherwise only tests
 * advance it. Clients sign with the real time, so the gateway's clock is the real time
 * plus a skew.
 */
public final class SimulatorClock {

	private final boolean ticking;

	private Instant start = Instant.now();

	private Duration advanced = Duration.ZERO;

	private Duration skew = Duration.ZERO;

	SimulatorClock(boolean ticking) {
		this.ticking = ticking;
	}

	/** Current time of the account. */
	public synchronized Instant now() {
		return (this.ticking ? Instant.now() : this.start).plus(this.advanced);
	}

	public synchronized void advance(Duration duration) {
		this.advanced = this.advanced.plus(duration);
	}

	/** Current time of the gateway, for the check of timestamps. */
	public synchronized Instant gatewayNow() {
		return Instant.now().plus(this.skew);
	}

	/** Sets the difference between the gateway's clock and the real time. */
	public synchronized void skew(Duration skew) {
		this.skew = skew;
	}

	synchronized void reset() {
		this.start = Instant.now();
		this.advanced = Duration.ZERO;
		this.skew = Duration.ZERO;
	}

}
