package dev.essfacade.e2e;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

import dev.essfacade.support.Caller;
import dev.essfacade.support.Caller.Answer;
import dev.essfacade.support.LogCapture;
import dev.essfacade.support.SimulatedEss;
import dev.essfacade.support.StartedFacade;
import dev.essfacade.support.TestGroups;
import dev.esssimulator.EssSimulator;
import dev.esssimulator.Fault;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A call above the concurrency limit is rejected before anything is sent. */
class OverloadTests {

	private static final Logger figures = LoggerFactory.getLogger("figures");

	private static final int LIMIT = 4;

	/**
	 * Path of another activity, because requests for one activity share the response of
	 * ESS.
	 */
	private static final String NEXT_ACTIVITY = Caller.ACTIVITY + "-next";

	@Test
	void rejectsCallsAboveTheLimitQuicklyWithoutSendingThem() {
		EssSimulator ess = SimulatedEss.simulator();
		ess.reset();
		CountDownLatch letGo = new CountDownLatch(1);
		try (StartedFacade service = StartedFacade.with("ess.max-concurrent-calls-per-region=" + LIMIT)) {
			Caller caller = service.caller();
			caller.get(Caller.ACTIVITY);
			caller.get("/nothing-here");
			int sent = ess.received().size();
			List<CompletableFuture<Answer>> held = new ArrayList<>();
			for (int i = 0; i < LIMIT; i++) {
				String activity = Caller.ACTIVITY + "-" + i;
				ess.failNext(Fault.held(letGo));
				held.add(CompletableFuture.supplyAsync(() -> caller.get(activity), Thread::startVirtualThread));
			}
			await().atMost(Duration.ofMinutes(1)).until(() -> ess.received().size() == sent + LIMIT);

			LogCapture.takeRecent();
			Answer rejected = caller.get(NEXT_ACTIVITY);
			assertThat(rejected.status()).isEqualTo(503);
			assertThat(rejected.field("code")).isEqualTo("overloaded");
			assertThat(rejected.mustHave("Retry-After")).containsOnlyDigits();
			isRecorded(rejected);
			isRecorded(caller.post(Caller.CLB_DETACH, TestGroups.CLB_DETACH, "Idempotency-Key", "turned-away"));
			isTurnedAwayQuickly(caller);
			assertThat(ess.received()).hasSize(sent + LIMIT);
			letGo.countDown();
			assertThat(held)
				.allSatisfy((answer) -> assertThat(answer.join().field("code")).isEqualTo("activity-not-found"));
		}
	}

	private static void isRecorded(Answer rejected) {
		assertThat(rejected.field("code")).isEqualTo("overloaded");
		assertThat(LogCapture.takeRecent()).filteredOn((line) -> line.startsWith("audit "))
			.singleElement()
			.asString()
			.contains("\"record\":\"denial\"", "\"code\":\"overloaded\"", rejected.mustHave("X-Request-Id"));
	}

	/**
	 * Measures rejected calls and 404 responses in turns, so that delays of this machine
	 * affect both.
	 */
	private static void isTurnedAwayQuickly(Caller caller) {
		List<Long> rejected = new ArrayList<>();
		List<Long> notFound = new ArrayList<>();
		for (int i = 0; i < 21; i++) {
			rejected.add(nanos(caller, NEXT_ACTIVITY, "overloaded"));
			notFound.add(nanos(caller, "/nothing-here", "not-found"));
		}
		figures.info("Told of overload in {} us, of a 404 in {} us", median(rejected) / 1000, median(notFound) / 1000);
		assertThat(median(rejected)).isLessThan(5 * median(notFound));
	}

	private static long nanos(Caller caller, String path, String code) {
		long start = System.nanoTime();
		assertThat(caller.get(path).field("code")).isEqualTo(code);
		return System.nanoTime() - start;
	}

	private static long median(List<Long> times) {
		return times.stream().sorted().skip(times.size() / 2).findFirst().orElseThrow();
	}

}
