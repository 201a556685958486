package dev.essfacade.ess.credentials;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;

import dev.essfacade.ess.credentials.source.ConfiguredKeys;
import dev.essfacade.ess.credentials.source.Keys;
import org.junit.jupiter.api.Test;

import static org.awaitility.Awaitility.await;

class KeyRenewalTests {

	private final AtomicInteger looks = new AtomicInteger();

	@Test
	void goesOnWhateverHappens() {
		KeyRing keys = new KeyRing(new ConfiguredKeys(new Keys("id", "secret", null, null)), clockThatFailsAtFirst(),
				() -> 0.5);
		try (KeyRenewal _ = new KeyRenewal(keys)) {
			await().until(keys::hasKeys);
		}
	}

	private InstantSource clockThatFailsAtFirst() {
		return () -> {
			if (this.looks.getAndIncrement() == 0) {
				throw new IllegalStateException("out of order");
			}
			return Instant.EPOCH;
		};
	}

}
