package dev.essfacade.ess.resilience;

import java.time.Duration;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CircuitBreakerTests {

	private final ManualTicker time = new ManualTicker();

	private final CircuitBreaker breaker = new CircuitBreaker(this.time.ticker());

	@Test
	void staysClosedWhileSomeAttemptsGetAResponse() {
		for (int i = 0; i < 1000; i++) {
			this.breaker.onNoResponse();
			if (i % 5 == 0) {
				this.breaker.onResponse();
			}
			assertThat(this.breaker.tryAcquire()).isTrue();
		}
	}

	@Test
	void staysClosedIfManyAttemptsFailAtOnce() {
		for (int i = 0; i < 1000; i++) {
			this.breaker.onNoResponse();
		}
		assertThat(this.breaker.isOpen()).isFalse();
	}

	@Test
	void permitsOneProbePerSecondWhileOpen() {
		open();
		int probes = 0;
		for (int tenth = 0; tenth < 600; tenth++) {
			this.time.advance(Duration.ofMillis(100));
			if (this.breaker.tryAcquire()) {
				probes++;
				this.breaker.onNoResponse();
			}
		}
		assertThat(probes).isEqualTo(60);
	}

	@Test
	void closesWithTheFirstResponse() {
		open();
		assertThat(this.breaker.tryAcquire()).isFalse();
		this.time.advance(CircuitBreaker.PROBE_INTERVAL);
		assertThat(this.breaker.tryAcquire()).isTrue();
		this.breaker.onResponse();
		assertThat(this.breaker.isOpen()).isFalse();
		assertThat(IntStream.range(0, 100).allMatch((ignored) -> this.breaker.tryAcquire())).isTrue();
	}

	private void open() {
		for (int i = 0; i < CircuitBreaker.FAILURE_THRESHOLD; i++) {
			assertThat(this.breaker.tryAcquire()).isTrue();
			this.breaker.onNoResponse();
			this.time
				.advance(CircuitBreaker.FAILURE_PERIOD.dividedBy(CircuitBreaker.FAILURE_THRESHOLD - 1).plusNanos(1));
		}
		assertThat(this.breaker.isOpen()).isTrue();
	}

}
