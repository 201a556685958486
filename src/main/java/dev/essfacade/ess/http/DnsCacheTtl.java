package dev.essfacade.ess.http;

import java.security.Security;
import java.time.Duration;

/**
 * How long resolved addresses and connections are reused. A change in DNS takes effect
 * within a minute.
 */
public final class DnsCacheTtl {

	/** Spares the name server. The JDK's default is 30 seconds. */
	static final Duration POSITIVE = Duration.ofSeconds(10);

	/** A name server that recovers is used at once. The JDK's default is 10 seconds. */
	static final Duration NEGATIVE = Duration.ofSeconds(1);

	/** A connection is closed at this age, even if it is busy. */
	static final Duration MAX_CONNECTION_AGE = Duration.ofSeconds(40);

	private DnsCacheTtl() {
	}

	/**
	 * Sets the DNS cache of the whole process. It has no effect after the first lookup.
	 */
	public static void shorten() {
		Security.setProperty("networkaddress.cache.ttl", String.valueOf(POSITIVE.toSeconds()));
		Security.setProperty("networkaddress.cache.negative.ttl", String.valueOf(NEGATIVE.toSeconds()));
		Security.setProperty("networkaddress.cache.stale.ttl", "0");
	}

}
