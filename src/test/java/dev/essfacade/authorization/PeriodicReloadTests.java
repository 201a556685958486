package dev.essfacade.authorization;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** How often what is written down is looked at, and for how long. */
class PeriodicReloadTests {

	private static final Duration OFTEN = Duration.ofMillis(1);

	/** Five seconds are promised from the change to its effect, by way of two looks. */
	@Test
	void twoLooksFitIntoWhatIsPromised() {
		assertThat(PeriodicReload.INTERVAL.multipliedBy(2)).isLessThan(Duration.ofSeconds(5));
	}

	@Test
	void whateverBecomesOfALookThereIsANextOne() throws InterruptedException {
		CountDownLatch looks = new CountDownLatch(4);
		try (PeriodicReload _ = new PeriodicReload("rules", () -> {
			looks.countDown();
			if (looks.getCount() % 2 == 0) {
				throw new StackOverflowError();
			}
			throw new IllegalStateException();
		}, OFTEN, InstantSource.system())) {
			assertThat(looks.await(60, TimeUnit.SECONDS)).isTrue();
		}
	}

	@Test
	void aLookThatHangsForTenSecondsIsLate() throws InterruptedException {
		AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
		CountDownLatch begun = new CountDownLatch(1);
		CountDownLatch letGo = new CountDownLatch(1);
		try (PeriodicReload looks = new PeriodicReload("rules", () -> {
			begun.countDown();
			waitFor(letGo);
		}, OFTEN, now::get)) {
			waitFor(begun);
			now.set(Instant.EPOCH.plusSeconds(10));
			assertThat(looks.isLate()).isFalse();
			now.set(Instant.EPOCH.plusMillis(10_001));
			assertThat(looks.isLate()).isTrue();
			letGo.countDown();
			await().until(() -> !looks.isLate());
		}
	}

	private static void waitFor(CountDownLatch latch) {
		try {
			assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new AssertionError(ex);
		}
	}

}
