package dev.esssimulator.gateway;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** The nonces of the recent past, each good for one request of its key. */
final class UsedNonces {

	private final Map<String, Instant> used = new HashMap<>();

	/**
	 * Kept twice as long as a timestamp stays fresh: it may lie ahead of now as far as
	 * behind.
	 */
	synchronized void use(String accessKeyId, String nonce, Instant now, Duration timestampTolerance) {
		this.used.values().removeIf((at) -> at.isBefore(now.minus(timestampTolerance.multipliedBy(2))));
		if (this.used.putIfAbsent(accessKeyId + " " + nonce, now) != null) {
			throw Refusals.usedNonce().asException();
		}
	}

	synchronized void forget() {
		this.used.clear();
	}

}
