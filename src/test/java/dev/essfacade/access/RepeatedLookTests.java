package dev.essfacade.access;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** How often rules are looked at, and for how long. */
class PolicyReloadTests {

	/** Five seconds are promised from the change to its effect. */
	@Test
	void twoLooksFitIntoWhatIsPromised() {
		assertThat(PolicyReload.INTERVAL.multipliedBy(2)).isLessThan(Duration.ofSeconds(5));
	}

	@Test
	void whateverBecomesOfALookThereIsANextOne() throws InterruptedException {
		CountDownLatch looks = new CountDownLatch(4);
		try (PolicyReload _ = new PolicyReload(() -> {
			looks.countDown();
			if (looks.getCount() % 2 == 0) {
				throw new StackOverflowError();
			}
			throw new IllegalStateException();
		}, Duration.ofMillis(1))) {
			assertThat(looks.await(60, TimeUnit.SECONDS)).isTrue();
		}
	}

}
