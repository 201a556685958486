package dev.essfacade.ess.resilience;

import java.util.concurrent.Semaphore;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RegionGuardTests {

	private final Semaphore everywhere = new Semaphore(5);

	private final RegionGuard slow = guard();

	private final RegionGuard other = guard();

	@Test
	void aFullRegionLeavesRoomForTheOthers() {
		assertThat(enter(this.slow, 10)).isEqualTo(3);
		assertThat(this.slow.inFlight()).isEqualTo(3);
		assertThat(enter(this.other, 10)).isEqualTo(2);
	}

	@Test
	void whoIsRefusedByTheWholeTakesNothingOfTheRegion() {
		assertThat(enter(this.slow, 3)).isEqualTo(3);
		assertThat(enter(this.other, 10)).isEqualTo(2);
		assertThat(this.other.inFlight()).isEqualTo(2);
		this.slow.leave();
		assertThat(this.other.enter()).isTrue();
	}

	private static int enter(RegionGuard guard, int times) {
		int entered = 0;
		for (int i = 0; i < times; i++) {
			entered += guard.enter() ? 1 : 0;
		}
		return entered;
	}

	private RegionGuard guard() {
		return new RegionGuard(new ManualTicker().ticker(), this.everywhere, 3);
	}

}
