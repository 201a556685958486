package dev.essfacade.ess.resilience;

import java.util.stream.IntStream;

import dev.essfacade.ess.resilience.FairSemaphore.Rejection;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class FairSemaphoreTests {

	@ParameterizedTest
	@CsvSource({ "1, 1", "2, 1", "3, 1", "4, 2", "8, 4", "128, 64" })
	void aSingleCallerGetsHalfOfThePermits(int permits, int share) {
		assertThat(fill(new FairSemaphore(permits), "ann", 200)).isEqualTo(share);
	}

	@Test
	void sharesShrinkAsMoreCallersAreActive() {
		FairSemaphore semaphore = new FairSemaphore(12);
		assertThat(fill(semaphore, "ann", 2)).isEqualTo(2);
		assertThat(fill(semaphore, "bob", 12)).as("a third: ann, bob, next").isEqualTo(4);
		assertThat(fill(semaphore, "max", 12)).as("a quarter").isEqualTo(3);
		assertThat(fill(semaphore, "ann", 12)).as("a quarter, two in use").isEqualTo(1);
		assertThat(fill(semaphore, "bob", 12)).isZero();
	}

	@Test
	void aReleasedPermitCanBeAcquiredAgain() {
		FairSemaphore semaphore = new FairSemaphore(8);
		fill(semaphore, "ann", 8);
		semaphore.release("ann");
		assertThat(semaphore.tryAcquire("ann")).isNull();
		assertThat(semaphore.tryAcquire("ann")).isEqualTo(Rejection.SHARE_IN_USE);
		assertThat(semaphore.tryAcquire("bob")).isNull();
		semaphore.release("ann");
		semaphore.release("ann");
		assertThat(semaphore.tryAcquire("ann")).as("a third of eight").isEqualTo(Rejection.SHARE_IN_USE);
		semaphore.release("bob");
		assertThat(semaphore.tryAcquire("ann")).as("half of eight").isNull();
	}

	@Test
	void anonymousCallersShareAllPermits() {
		FairSemaphore semaphore = new FairSemaphore(3);
		assertThat(fill(semaphore, null, 10)).isEqualTo(3);
		assertThat(semaphore.tryAcquire(null)).isEqualTo(Rejection.ALL_IN_USE);
		semaphore.release(null);
		assertThat(semaphore.tryAcquire(null)).isNull();
		assertThat(semaphore.inUse()).isEqualTo(3);
	}

	@Test
	void aNewCallerIsRejectedOnlyWhileAllPermitsAreInUse() {
		FairSemaphore semaphore = new FairSemaphore(2);
		assertThat(semaphore.tryAcquire("ann")).isNull();
		assertThat(semaphore.tryAcquire("bob")).isNull();
		assertThat(semaphore.tryAcquire("max")).isEqualTo(Rejection.ALL_IN_USE);
		assertThat(semaphore.inUse()).isEqualTo(2);
	}

	private static int fill(FairSemaphore semaphore, @Nullable String caller, int attempts) {
		return (int) IntStream.range(0, attempts).filter((_) -> semaphore.tryAcquire(caller) == null).count();
	}

}
