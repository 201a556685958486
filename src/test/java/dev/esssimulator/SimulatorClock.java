package dev.esssimulator;

import java.time.Duration;
import java.time.Instant;

/**
 * Two times. The account's moves activities and forgets tokens, and stands still until a
 * test advances it, unless it is told to tick. The gateway's is the real time plus a
 * skew, because clients sign with theirs.
 */
public final class SimulatorClock {

	private final boolean ticking;

	private Instant start = Instant.now();

	private Duration advanced = Duration.ZERO;

	private Duration skew = Duration.ZERO;

	SimulatorClock(boolean ticking) {
		this.ticking = ticking;
	}

	/** What the account takes for now. */
	public synchronized Instant now() {
		return (this.ticking ? Instant.now() : this.start).plus(this.advanced);
	}

	public synchronized void advance(Duration duration) {
		this.advanced = this.advanced.plus(duration);
	}

	/** What the gateway takes for now when it looks at a request's timestamp. */
	public synchronized Instant gatewayNow() {
		return Instant.now().plus(this.skew);
	}

	/** From here on the gateway's clock differs from the real time by this much. */
	public synchronized void skew(Duration skew) {
		this.skew = skew;
	}

	synchronized void reset() {
		this.start = Instant.now();
		this.advanced = Duration.ZERO;
		this.skew = Duration.ZERO;
	}

}
