package dev.essfacade.attachment;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import dev.essfacade.support.Caller;
import dev.essfacade.support.Caller.Answer;
import dev.essfacade.support.SimulatedEss;
import dev.essfacade.support.StartedFacade;
import dev.esssimulator.EssSimulator;
import dev.esssimulator.Fault;
import dev.esssimulator.SimulatedGroup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Two detaches of the last two attachments at the same time. Within one replica, they run
 * one after the other, and the second one is rejected. Between two replicas, both can
 * pass the guard of the last attachment, because ESS has no conditional write.
 */
class TwoReplicasTests {

	private static final Logger figures = LoggerFactory.getLogger("figures");

	private static final int ROUNDS = 100;

	private static final EssSimulator ess = SimulatedEss.simulator();

	private static StartedFacade first;

	private static StartedFacade second;

	@BeforeAll
	static void start() {
		first = StartedFacade.with();
		second = StartedFacade.with();
	}

	@AfterAll
	static void stop() {
		second.close();
		first.close();
	}

	@BeforeEach
	void twoAttachments() {
		ess.reset();
		addTwoAttachments();
	}

	@Test
	void withinAReplicaTheSecondDetachSeesTheFirst() throws Exception {
		assertThat(overlapping(first, first)).containsExactlyInAnyOrder(200, 409);
		assertThat(attached()).isEqualTo(1);
	}

	@Test
	void betweenReplicasBothDetachesCanPassTheGuard() throws Exception {
		assertThat(overlapping(first, second)).containsExactly(200, 200);
		assertThat(attached()).isZero();
	}

	@Test
	void withinAReplicaNoRoundDetachesBoth() throws Exception {
		assertThat(roundsThatDetachedBoth(first, first)).isZero();
	}

	@Test
	void theWindowBetweenTwoReplicasIsCounted() throws Exception {
		long both = roundsThatDetachedBoth(first, second);
		figures.info("Two replicas, two detaches at the same moment: {} of {} rounds detached both", both, ROUNDS);
		assertThat(both).isBetween(0L, (long) ROUNDS);
	}

	/**
	 * Sends two detaches that overlap, and returns their statuses. ESS delays the effect
	 * of the first detach. On another replica, the second detach ends before that effect.
	 */
	private static List<Integer> overlapping(StartedFacade one, StartedFacade other) throws Exception {
		CountDownLatch release = new CountDownLatch(1);
		ess.failNext("DetachLoadBalancers", Fault.held(release).beforeCommit());
		try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
			Future<Integer> held = callers.submit(() -> detach(one, "lb-1"));
			await().until(() -> sent("DetachLoadBalancers") == 1);
			Future<Integer> next = callers.submit(() -> detach(other, "lb-2"));
			if (!one.equals(other)) {
				next.get();
			}
			release.countDown();
			return List.of(held.get(), next.get());
		}
	}

	private static long roundsThatDetachedBoth(StartedFacade one, StartedFacade other) throws Exception {
		long both = 0;
		try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
			for (int round = 0; round < ROUNDS; round++) {
				addTwoAttachments();
				List<Callable<Integer>> calls = new ArrayList<>();
				calls.add(() -> detach(one, "lb-1"));
				calls.add(() -> detach(other, "lb-2"));
				List<Integer> statuses = callers.invokeAll(calls).stream().map(Future::resultNow).toList();
				assertThat(statuses).contains(200).containsAnyOf(200, 409);
				both += (attached() == 0) ? 1 : 0;
			}
		}
		return both;
	}

	private static int detach(StartedFacade replica, String loadBalancer) {
		Answer answer = replica.caller().post(Caller.CLB_DETACH, "{\"loadBalancers\": [\"" + loadBalancer + "\"]}");
		return answer.status();
	}

	private static void addTwoAttachments() {
		ess.add(SimulatedGroup.in("cn-hangzhou").id("asg-bp18p2yfxow2dloq").loadBalancer("lb-1").loadBalancer("lb-2"));
	}

	private static int attached() {
		return ess.group("cn-hangzhou", "asg-bp18p2yfxow2dloq").loadBalancers().size();
	}

	private static long sent(String action) {
		return ess.received().stream().filter((request) -> request.action().equals(action)).count();
	}

}
