package dev.esssimulator.proxy;

import java.time.Duration;

/**
 * A network fault of one exchange.
 *
 * @param kind kind of the fault
 * @param delay delay of the fault, if it has one
 * @param bytes number of bytes of the response that the client gets before a cut
 */
public record NetworkFault(Kind kind, Duration delay, int bytes) {

	/** No fault. */
	public static NetworkFault none() {
		return of(Kind.NONE);
	}

	/** RST in place of forwarding the request. */
	public static NetworkFault resetBeforeRequest() {
		return of(Kind.RESET_BEFORE_REQUEST);
	}

	/** RST in place of the response. */
	public static NetworkFault resetBeforeAnswer() {
		return of(Kind.RESET_BEFORE_ANSWER);
	}

	/** Request and response are dropped, and the connection stays open. */
	public static NetworkFault halfOpen() {
		return of(Kind.HALF_OPEN);
	}

	/** The request arrives, its response is dropped, and the connection stays open. */
	public static NetworkFault blackhole() {
		return of(Kind.BLACKHOLE);
	}

	/** The response is delayed. */
	public static NetworkFault latency(Duration delay) {
		return new NetworkFault(Kind.LATENCY, delay, 0);
	}

	/** The response arrives one byte at a time. */
	public static NetworkFault drip(Duration perByte) {
		return new NetworkFault(Kind.DRIP, perByte, 0);
	}

	/** The connection closes regularly after some bytes of the response. */
	public static NetworkFault cutAfter(int bytes) {
		return new NetworkFault(Kind.CUT, Duration.ZERO, bytes);
	}

	private static NetworkFault of(Kind kind) {
		return new NetworkFault(kind, Duration.ZERO, 0);
	}

	/** Kind of a network fault. */
	enum Kind {

		NONE, RESET_BEFORE_REQUEST, RESET_BEFORE_ANSWER, HALF_OPEN, BLACKHOLE, LATENCY, DRIP, CUT

	}

}
