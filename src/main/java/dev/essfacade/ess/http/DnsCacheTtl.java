package dev.essfacade.ess.http;

import java.security.Security;
import java.time.Duration;

/**
 * How long this process believes what it was told about an address. What was just looked
 * up, and connected to in the last moment, is left behind within a minute.
 */
public final class DnsCacheTtl {

	/** Spares the name server, and no more. */
	static final Duration FOUND = Duration.ofSeconds(10);

	/** A name server that is back is noticed at once. */
	static final Duration NOT_FOUND = Duration.ofSeconds(1);

	/** No connection lives longer, however busy it is. */
	static final Duration OF_A_CONNECTION = Duration.ofSeconds(40);

	private DnsCacheTtl() {
	}

	/**
	 * Holds for the whole process, if it has looked up no name yet. The defaults of the
	 * JDK are 30 and 10 seconds.
	 */
	public static void keepShort() {
		Security.setProperty("networkaddress.cache.ttl", String.valueOf(FOUND.toSeconds()));
		Security.setProperty("networkaddress.cache.negative.ttl", String.valueOf(NOT_FOUND.toSeconds()));
		Security.setProperty("networkaddress.cache.stale.ttl", "0");
	}

}
