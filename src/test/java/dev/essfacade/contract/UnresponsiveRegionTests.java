package dev.essfacade.contract;

import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import dev.essfacade.support.Caller;
import dev.essfacade.support.Caller.Answer;
import dev.essfacade.support.SimulatedEss;
import dev.essfacade.support.StartedFacade;
import dev.essfacade.support.TestGroups;
import dev.esssimulator.EssSimulator;
import dev.esssimulator.Fault;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * ESS sends no response, or an endless one. These tests wait for the deadline, so their
 * service has a short deadline.
 */
class UnresponsiveRegionTests {

	private static final EssSimulator ess = SimulatedEss.simulator();

	private static StartedFacade hasty;

	@BeforeAll
	static void start() {
		hasty = StartedFacade.with("ess.deadline=2s");
	}

	@AfterAll
	static void stop() {
		hasty.close();
	}

	static Stream<Fault> timeouts() {
		return Stream.of(Fault.hang(), Fault.drip());
	}

	@ParameterizedTest
	@MethodSource("timeouts")
	void aTimeoutIsAnUnknownOutcomeForAWriteAndAFailureForARead(Fault timeout) {
		ess.reset();
		ess.failNext("DetachAlbServerGroups", timeout);
		ess.failNext("DescribeScalingActivities", timeout);
		CompletableFuture<Answer> write = CompletableFuture
			.supplyAsync(() -> hasty.caller().post(Caller.ALB_DETACH, TestGroups.ALB_DETACH, "Idempotency-Key", "k1"));
		Answer read = hasty.caller().get(Caller.ACTIVITY);
		assertThat(read.status()).isEqualTo(503);
		assertThat(read.field("code")).isEqualTo("upstream-unavailable");
		assertThat(read.field("clientToken")).isNull();
		EssErrorTests.itIsAProblemDocument(read);
		assertThat(write.join().status()).isEqualTo(504);
		assertThat(write.join().field("code")).isEqualTo("outcome-unknown");
		assertThat(write.join().field("clientToken")).isEqualTo("k1");
		assertThat(write.join().json().path("retryable").booleanValue()).isTrue();
		EssErrorTests.itIsAProblemDocument(write.join());

		assertThat(hasty.caller().get("/api/v1/regions").status()).isEqualTo(200);
		assertThat(hasty.caller().get(Caller.ACTIVITY + "-2").field("code")).isEqualTo("activity-not-found");
	}

}
