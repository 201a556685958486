package dev.esssimulator.gateway;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** The nonces of the recent past, each good for one request of its key. */
final class UsedNonces {

	/** Oldest first. */
	private final Map<String, Instant> used = new LinkedHashMap<>();

	/**
	 * Kept twice as long as a timestamp stays fresh: it may lie ahead of now as far as
	 * behind.
	 */
	synchronized void use(String accessKeyId, String nonce, Instant now, Duration timestampTolerance) {
		forgetBefore(now.minus(timestampTolerance.multipliedBy(2)));
		if (this.used.putIfAbsent(accessKeyId + " " + nonce, now) != null) {
			throw GatewayErrors.usedNonce().asException();
		}
	}

	private void forgetBefore(Instant oldest) {
		Iterator<Instant> times = this.used.values().iterator();
		while (times.hasNext() && times.next().isBefore(oldest)) {
			times.remove();
		}
	}

	synchronized void forget() {
		this.used.clear();
	}

}
