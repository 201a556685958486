package dev.essfacade.attachment;

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
import dev.esssimulator.SimulatedGroup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * With {@code facade.read-attachments-first=false}, a detach makes one ESS call and reads
 * nothing first.
 */
class WithoutReadTests {

	private static final EssSimulator ess = SimulatedEss.simulator();

	private static StartedFacade facade;

	@BeforeAll
	static void start() {
		facade = StartedFacade.with("facade.read-attachments-first=false");
	}

	@AfterAll
	static void stop() {
		facade.close();
	}

	@BeforeEach
	void oneAttachment() {
		ess.reset();
		ess.add(SimulatedGroup.in("cn-hangzhou").id("asg-bp18p2yfxow2dloq").loadBalancer("lb-bp1u7etiogg38yvwz"));
	}

	@Test
	void aDetachIsOneCallWithoutGuardAndUndo() {
		LogCapture.takeRecent();
		Answer answer = facade.caller().post(Caller.CLB_DETACH, TestGroups.CLB_DETACH);
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.json().has("undo")).isFalse();
		assertThat(ess.received()).hasSize(1);
		assertThat(LogCapture.takeRecent()).filteredOn((line) -> line.contains("DetachLoadBalancers: intent"))
			.singleElement()
			.asString()
			.doesNotContain("read_outcome", "allow_last", "attached\"");
	}

	@Test
	void aWriteDoesNotWaitForAnotherToTheGroup() throws Exception {
		CountDownLatch release = new CountDownLatch(1);
		ess.failNext("DetachLoadBalancers", Fault.held(release));
		try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
			Future<Answer> first = callers.submit(() -> facade.caller().post(Caller.CLB_DETACH, TestGroups.CLB_DETACH));
			await().until(() -> !ess.received().isEmpty());
			facade.caller().post(Caller.CLB_DETACH, "{\"loadBalancers\": [\"lb-none\"]}");
			assertThat(ess.received()).as("both were sent").hasSize(2);
			assertThat(first).isNotDone();
			release.countDown();
			first.get();
		}
	}

	@Test
	void rejectsIfMatchBeforeAnythingElse() {
		for (String query : new String[] { "", "?validateOnly=true" }) {
			Answer answer = facade.caller().post(Caller.CLB_DETACH + query, TestGroups.CLB_DETACH, "If-Match", "*");
			assertThat(answer.status()).isEqualTo(400);
			assertThat(answer.json().at("/errors/0/parameter").asString()).isEqualTo("If-Match");
		}
		assertThat(ess.received()).isEmpty();
	}

	@Test
	void aPreviewNamesNoConditionThatTheDetachDoesNotCheck() {
		Answer preview = facade.caller().post(Caller.CLB_DETACH + "?validateOnly=true", TestGroups.CLB_DETACH);
		assertThat(preview.json().at("/preview/wouldSucceed").asBoolean()).isTrue();
		assertThat(ess.ledger()).isEmpty();
	}

	@Test
	void namesNoTargetsThatAreNotAttached() {
		Answer answer = facade.caller().post(Caller.CLB_DETACH, "{\"loadBalancers\": [\"lb-none\"]}");
		assertThat(answer.field("code")).isEqualTo("not-attached");
		assertThat(answer.json().has("errors")).isFalse();
	}

}
