package dev.essfacade.ess.resilience;

import java.time.Duration;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CircuitBreakerTests {

	private final ManualTicker time = new ManualTicker();

	private final CircuitBreaker breaker = new CircuitBreaker(this.time.ticker());

	@Test
	void staysClosedWhileAnythingIsHeard() {
		for (int i = 0; i < 1000; i++) {
			this.breaker.silent();
			if (i % 5 == 0) {
				this.breaker.heard();
			}
			assertThat(this.breaker.letsThrough()).isTrue();
		}
	}

	@Test
	void staysClosedWhenManyAttemptsFailInOneMoment() {
		for (int i = 0; i < 1000; i++) {
			this.breaker.silent();
		}
		assertThat(this.breaker.isOpen()).isFalse();
	}

	@Test
	void letsOneAttemptASecondThroughWhenAllIsSilent() {
		silence();
		int through = 0;
		for (int tenth = 0; tenth < 600; tenth++) {
			this.time.advance(Duration.ofMillis(100));
			if (this.breaker.letsThrough()) {
				through++;
				this.breaker.silent();
			}
		}
		assertThat(through).isEqualTo(60);
	}

	@Test
	void closesWithTheFirstAnswer() {
		silence();
		assertThat(this.breaker.letsThrough()).isFalse();
		this.time.advance(CircuitBreaker.PROBE_EVERY);
		assertThat(this.breaker.letsThrough()).isTrue();
		this.breaker.heard();
		assertThat(this.breaker.isOpen()).isFalse();
		assertThat(IntStream.range(0, 100).allMatch((ignored) -> this.breaker.letsThrough())).isTrue();
	}

	private void silence() {
		for (int i = 0; i < CircuitBreaker.SILENCES_TO_OPEN; i++) {
			assertThat(this.breaker.letsThrough()).isTrue();
			this.breaker.silent();
			this.time
				.advance(CircuitBreaker.SILENCE_TO_OPEN.dividedBy(CircuitBreaker.SILENCES_TO_OPEN - 1).plusNanos(1));
		}
		assertThat(this.breaker.isOpen()).isTrue();
	}

}
