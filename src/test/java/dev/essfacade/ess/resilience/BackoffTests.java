package dev.essfacade.ess.resilience;

import java.time.Duration;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BackoffTests {

	private final Backoff longest = new Backoff(() -> 1);

	@Test
	void theBoundDoublesFromHundredMilliseconds() {
		assertThat(IntStream.rangeClosed(1, 3).mapToObj((failures) -> this.longest.pause(failures, false, null)))
			.containsExactly(Duration.ofMillis(100), Duration.ofMillis(200), Duration.ofMillis(400));
	}

	@Test
	void theBoundDoublesFromHalfASecondWhenThrottled() {
		assertThat(IntStream.rangeClosed(1, 3).mapToObj((failures) -> this.longest.pause(failures, true, null)))
			.containsExactly(Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(2));
	}

	@Test
	void pausesAreUniformlyDistributedBelowTheBound() {
		Random random = new Random(7);
		Backoff backoff = new Backoff(random::nextDouble);
		double[] millis = IntStream.range(0, 10_000)
			.mapToDouble((ignored) -> backoff.pause(1, false, null).toNanos() / 1e6)
			.toArray();
		assertThat(IntStream.range(0, 10)
			.mapToLong((
					tenth) -> IntStream.range(0, millis.length).filter((i) -> (int) (millis[i] / 10) == tenth).count()))
			.allMatch((count) -> count > 850 && count < 1150);
	}

	@Test
	void noPauseIsShorterThanRetryAfter() {
		Random random = new Random(7);
		Backoff backoff = new Backoff(random::nextDouble);
		Duration asked = Duration.ofMillis(1500);
		assertThat(IntStream.range(0, 1000).mapToObj((i) -> backoff.pause(1 + i % 3, true, asked)))
			.allMatch((pause) -> pause.compareTo(asked) >= 0);
	}

}
