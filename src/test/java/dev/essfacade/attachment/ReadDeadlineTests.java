package dev.essfacade.attachment;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import dev.essfacade.support.Caller;
import dev.essfacade.support.Caller.Answer;
import dev.essfacade.support.LogCapture;
import dev.essfacade.support.SimulatedEss;
import dev.essfacade.support.StartedFacade;
import dev.essfacade.support.TestGroups;
import dev.esssimulator.EssSimulator;
import dev.esssimulator.Fault;
import dev.esssimulator.ReceivedRequest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * One deadline covers the lock of the group, the read and the write. The tests wait for
 * timeouts, so their service has a short deadline.
 */
class ReadDeadlineTests {

	private static final String ALLOW_LAST = TestGroups.CLB_DETACH.replace("]}", "], \"allowLast\": true}");

	private static final EssSimulator ess = SimulatedEss.simulator();

	private static StartedFacade facade;

	@BeforeAll
	static void start() {
		facade = StartedFacade.with("ess.deadline=4s");
	}

	@AfterAll
	static void stop() {
		facade.close();
	}

	@BeforeEach
	void aGroup() {
		ess.reset();
		ess.add(TestGroups.group());
	}

	@Test
	void aReadWithoutAResponseLeavesTimeForTheWrite() {
		ess.failNext("DescribeScalingGroups", Fault.hang());
		ess.failNext("DescribeScalingGroups", Fault.hang());
		assertThat(facade.caller().post(Caller.CLB_DETACH, ALLOW_LAST).status()).isEqualTo(200);
		assertThat(ess.ledger()).hasSize(1);
	}

	@Test
	void aWriteThatWaitsTooLongForAnotherIsNotSent() throws Exception {
		CountDownLatch release = new CountDownLatch(1);
		ess.failNext("DetachLoadBalancers", Fault.held(release));
		try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
			Future<Answer> first = callers.submit(() -> facade.caller().post(Caller.CLB_DETACH, TestGroups.CLB_DETACH));
			await().until(() -> actions().contains("DetachLoadBalancers"));
			LogCapture.takeRecent();
			Answer second = facade.caller().post(Caller.ALB_DETACH, TestGroups.ALB_DETACH, "Idempotency-Key", "k2");
			release.countDown();
			assertThat(second.status()).isEqualTo(409);
			assertThat(second.field("code")).isEqualTo("scaling-group-busy");
			assertThat(second.field("detail")).contains("Nothing was executed");
			assertThat(second.field("clientToken")).isEqualTo("k2");
			assertThat(second.mustHave("Retry-After")).containsOnlyDigits();
			assertThat(LogCapture.takeRecent()).filteredOn((line) -> line.contains("DetachAlbServerGroups: denial"))
				.singleElement()
				.asString()
				.contains("\"scaling-group-busy\"");
			assertThat(first.get().status()).isIn(200, 504);
		}
		assertThat(actions()).doesNotContain("DetachAlbServerGroups");
	}

	private static List<String> actions() {
		return ess.received().stream().map(ReceivedRequest::action).toList();
	}

}
