package dev.essfacade;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import dev.essfacade.Caller.Answer;
import dev.esssimulator.EssSimulator;
import dev.esssimulator.Fault;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/** Above the limit callers are turned away before anything is sent. */
class OverloadTests {

	private static final Logger logger = LoggerFactory.getLogger(OverloadTests.class);

	private static final int LIMIT = 4;

	@Test
	void aboveTheLimitTheAnswerIsQuickAndNothingIsSent() throws Exception {
		EssSimulator ess = SimulatedEss.simulator();
		ess.reset();
		try (StartedFacade service = StartedFacade.with("ess.max-concurrent-calls-per-region=" + LIMIT,
				"ess.deadline=10s", "ess.read-timeout=10s");
				ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			Caller caller = service.caller();
			caller.get(Caller.ACTIVITY);
			caller.get("/nothing-here");
			int sent = ess.received().size();
			for (int i = 0; i < LIMIT; i++) {
				ess.failNext(Fault.hang());
			}
			List<Future<Answer>> hanging = new ArrayList<>();
			IntStream.range(0, LIMIT)
				.forEach((ignored) -> hanging.add(threads.submit(() -> caller.get(Caller.ACTIVITY))));
			while (ess.received().size() < sent + LIMIT) {
				Thread.onSpinWait();
			}

			Answer turnedAway = caller.get(Caller.ACTIVITY);
			assertThat(turnedAway.status()).isEqualTo(503);
			assertThat(turnedAway.field("code")).isEqualTo("overloaded");
			assertThat(turnedAway.mustHave("Retry-After")).containsOnlyDigits();
			long overloaded = median(caller, Caller.ACTIVITY);
			long notFound = median(caller, "/nothing-here");
			logger.info("Told of overload in {} us, of a 404 in {} us", overloaded / 1000, notFound / 1000);
			assertThat(overloaded).isLessThan(5 * notFound);
			assertThat(ess.received()).hasSize(sent + LIMIT);
			for (Future<Answer> answer : hanging) {
				assertThat(answer.get().status()).isEqualTo(503);
			}
		}
	}

	private static long median(Caller caller, String path) {
		return IntStream.range(0, 21).mapToLong((ignored) -> {
			long start = System.nanoTime();
			assertThat(caller.get(path).field("code")).isIn("overloaded", "not-found");
			return System.nanoTime() - start;
		}).sorted().skip(10).findFirst().orElseThrow();
	}

}
