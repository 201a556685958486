package dev.essfacade.ess.resilience;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class RetryBudgetTests {

	private final ManualTicker time = new ManualTicker();

	private final RetryBudget budget = new RetryBudget(this.time.ticker());

	@ParameterizedTest
	@ValueSource(ints = { 5, 20, 200 }) // F7
	void retriesStayRareDuringAnOutageOfFiveMinutes(int callsPerSecond) {
		int calls = 0;
		int retries = 0;
		Deque<Integer> retriesOfTenSeconds = new ArrayDeque<>();
		for (int second = 0; second < 300; second++) {
			int now = 0;
			for (int call = 0; call < callsPerSecond; call++) {
				this.time.advance(Duration.ofSeconds(1).dividedBy(callsPerSecond));
				calls++;
				this.budget.earn();
				now += retriesOfACallThatNeverSucceeds();
			}
			retries += now;
			retriesOfTenSeconds.add(now);
			if (retriesOfTenSeconds.size() > 10) {
				retriesOfTenSeconds.remove();
			}
			if (retriesOfTenSeconds.size() == 10) {
				assertThat(retriesOfTenSeconds.stream().mapToInt(Integer::intValue).sum() / (10.0 * callsPerSecond))
					.isLessThan(0.20);
			}
		}
		assertThat(retries / (double) calls).isBetween(0.05, 0.10);
	}

	private int retriesOfACallThatNeverSucceeds() {
		int retries = 0;
		while (retries < 3 && this.budget.spend()) {
			retries++;
		}
		return retries;
	}

	@Test
	void aSuccessfulRetryReturnsItsToken() {
		for (int call = 0; call < 1000; call++) {
			this.budget.earn();
			assertThat(this.budget.spend()).isTrue();
			assertThat(this.budget.spend()).isTrue();
			this.budget.refund(2);
		}
		assertThat(this.budget.tokens()).isEqualTo(RetryBudget.CAPACITY);
	}

	@Test
	void theRetryBudgetRefillsWithTimeWhenCallsAreRare() {
		while (this.budget.spend()) {
			assertThat(this.budget.tokens()).isGreaterThanOrEqualTo(0);
		}
		this.time.advance(Duration.ofSeconds(20));
		assertThat(this.budget.spend()).isTrue();
		this.time.advance(Duration.ofHours(1));
		assertThat(this.budget.tokens()).isEqualTo(RetryBudget.CAPACITY);
	}

}
