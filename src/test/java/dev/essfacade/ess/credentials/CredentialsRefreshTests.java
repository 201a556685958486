package dev.essfacade.ess.credentials;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import static org.awaitility.Awaitility.await;

class CredentialsRefreshTests {

	private final AtomicInteger looks = new AtomicInteger();

	@Test
	void goesOnWhateverHappens() {
		RefreshingCredentials keys = new RefreshingCredentials(
				new StaticCredentialsSource(new EssCredentials("id", "secret", null, null)), clockThatFailsAtFirst(),
				() -> 0.5);
		try (CredentialsRefresh _ = new CredentialsRefresh(keys)) {
			await().until(keys::wereFetched);
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
