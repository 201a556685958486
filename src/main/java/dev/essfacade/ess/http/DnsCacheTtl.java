package dev.essfacade.ess.http;

import java.security.Security;
import java.time.Duration;

/**
 * How long resolved addresses and connections are reused. A change in DNS takes effect
 * within a minute.
 */
public final class DnsCacheTtl {

	/** Lifetime of a resolved address. The JDK's default is 30 seconds. */
	static final Duration POSITIVE = Duration.ofSeconds(10);

	/**
	 * Lifetime of a failed lookup. It is short, so that a recovered name server is used
	 * soon. The JDK's default is 10 seconds.
	 */
	static final Duration NEGATIVE = Duration.ofSeconds(1);

	/** A connection of this age is not reused, even if it was never idle. */
	static final Duration MAX_CONNECTION_AGE = Duration.ofSeconds(40);

	private DnsCacheTtl() {
	}

	/**
	 * Sets these lifetimes for the DNS cache of the whole process. A call after the first
	 * lookup has no effect.
	 */
	public static void shorten() {
		Security.setProperty("networkaddress.cache.ttl", String.valueOf(POSITIVE.toSeconds()));
		Security.setProperty("networkaddress.cache.negative.ttl", String.valueOf(NEGATIVE.toSeconds()));
		Security.setProperty("networkaddress.cache.stale.ttl", "0");
	}

}
