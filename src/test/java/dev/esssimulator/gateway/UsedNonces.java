package dev.esssimulator.gateway;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** Recent nonces. An access key may use each nonce once. */
final class UsedNonces {

	/** Nonces, oldest first. */
	private final Map<String, Instant> used = new LinkedHashMap<>();

	/**
	 * Nonces are kept for twice the tolerance of timestamps, because a timestamp may be
	 * ahead of or behind the clock.
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
