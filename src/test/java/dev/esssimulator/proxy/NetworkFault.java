package dev.esssimulator.proxy;

import java.time.Duration;

/**
 * What the network does to one exchange.
 *
 * @param kind what goes wrong
 * @param delay how long that takes, where it takes time
 * @param bytes how many bytes of the answer still pass, where it is cut
 */
public record NetworkFault(Kind kind, Duration delay, int bytes) {

	/** All is well. */
	public static NetworkFault none() {
		return of(Kind.NONE);
	}

	/** RST instead of forwarding the request. */
	public static NetworkFault resetBeforeRequest() {
		return of(Kind.RESET_BEFORE_REQUEST);
	}

	/** RST in place of the answer. */
	public static NetworkFault resetBeforeAnswer() {
		return of(Kind.RESET_BEFORE_ANSWER);
	}

	/** The peer has vanished: the request leads nowhere, and nobody says so. */
	public static NetworkFault halfOpen() {
		return of(Kind.HALF_OPEN);
	}

	/** The request arrives, its answer does not, and the connection stays open. */
	public static NetworkFault blackhole() {
		return of(Kind.BLACKHOLE);
	}

	/** The answer comes late. */
	public static NetworkFault latency(Duration delay) {
		return new NetworkFault(Kind.LATENCY, delay, 0);
	}

	/** The answer comes a byte at a time. */
	public static NetworkFault drip(Duration perByte) {
		return new NetworkFault(Kind.DRIP, perByte, 0);
	}

	/** The connection ends regularly after some bytes of the answer. */
	public static NetworkFault cutAfter(int bytes) {
		return new NetworkFault(Kind.CUT, Duration.ZERO, bytes);
	}

	private static NetworkFault of(Kind kind) {
		return new NetworkFault(kind, Duration.ZERO, 0);
	}

	/** What goes wrong. */
	enum Kind {

		NONE, RESET_BEFORE_REQUEST, RESET_BEFORE_ANSWER, HALF_OPEN, BLACKHOLE, LATENCY, DRIP, CUT

	}

}
