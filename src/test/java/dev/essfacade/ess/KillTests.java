package dev.essfacade.ess;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import dev.esssimulator.EssSimulator;
import dev.esssimulator.LedgerEntry;
import dev.esssimulator.SimulatedGroup;
import dev.esssimulator.proxy.FaultProxy;
import dev.esssimulator.proxy.NetworkFault;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * An instance ends at a random point of a detach. Its caller repeats the request with the
 * same idempotency key on another instance.
 */
class KillTests {

	private static final org.slf4j.Logger figures = LoggerFactory.getLogger("figures");

	private static final int KILLS = LongForm.or(200, 6);

	private static final int CUTS = 200;

	private static final long SEED = 24;

	private final EssSimulator ess = EssSimulator.start();

	private final TestEssClient survivor = TestEssClient.to(this.ess.endpoint()).with("ess.deadline", "10s").open();

	@AfterEach
	void close() throws IOException {
		this.survivor.close();
		this.ess.close();
	}

	@Test // F24
	void aKilledProcessAndItsSuccessorHaveOneEffect() throws Exception {
		SplittableRandom random = new SplittableRandom(SEED);
		Map<String, Integer> moments = new TreeMap<>();
		try (FaultProxy network = FaultProxy.to(this.ess.endpoint())) {
			network.faults(() -> NetworkFault.latency(Duration.ofMillis(5)));
			EssClientProcess next = victim(network);
			for (int kill = 0; kill < KILLS; kill++) {
				String token = "token-" + kill;
				aGroup("asg-" + kill);
				try (EssClientProcess victim = next) {
					assertThat(victim.outcome("read")).isEqualTo("OK");
					victim.order("detach asg-" + kill + " " + token);
					pass(random.nextInt(25_000));
					victim.kill();
					moments.merge(moment(token, victim.outcome()), 1, Integer::sum);
				}
				next = victim(network);
				this.survivor.client().call(detach("asg-" + kill, token));
			}
			next.close();
		}
		figures.info("Seed {}: {} processes killed: {}", SEED, KILLS, moments);
		assertThat(this.ess.ledger()).extracting(LedgerEntry::clientToken).hasSize(KILLS).doesNotHaveDuplicates();
	}

	/**
	 * Creates a client with long timeouts, so that only the end of its process fails a
	 * call.
	 */
	private static EssClientProcess victim(FaultProxy network) {
		return EssClientProcess.start(List.of(), network.endpoint(), "ess.connect-timeout=10s", "ess.read-timeout=10s",
				"ess.deadline=20s");
	}

	private String moment(String token, @Nullable String outcome) {
		boolean arrived = this.ess.received()
			.stream()
			.anyMatch((request) -> token.equals(request.parameters().get("ClientToken")));
		return arrived ? ((outcome != null) ? "after the answer" : "between request and answer") : "before the request";
	}

	/**
	 * Cuts many connections, because ESS sees a killed process as connections that end.
	 */
	@Test // F24
	void cutConnectionsAndARepeatedRequestHaveOneEffect() throws Exception {
		SplittableRandom random = new SplittableRandom(SEED);
		for (int cut = 0; cut < CUTS; cut++) {
			String group = "asg-" + cut;
			String token = "token-" + cut;
			aGroup(group);
			startAndCut(group, token, random);
			this.survivor.client().call(detach(group, token));
		}
		assertThat(this.ess.ledger()).extracting(LedgerEntry::clientToken).hasSize(CUTS).doesNotHaveDuplicates();
	}

	private void aGroup(String id) {
		this.ess.add(SimulatedGroup.in("cn-hangzhou").id(id).loadBalancer("lb-1").loadBalancer("lb-2"));
	}

	private void startAndCut(String group, String token, SplittableRandom random) throws Exception {
		FaultProxy network = FaultProxy.to(this.ess.endpoint());
		network.faults(() -> NetworkFault.latency(Duration.ofMillis(1)));
		TestEssClient victim = TestEssClient.to(network.endpoint()).with("ess.deadline", "300ms").open();
		CountDownLatch started = new CountDownLatch(1);
		Thread caller = Thread.ofVirtual().start(() -> {
			started.countDown();
			@Nullable Throwable _ = catchThrowable(() -> victim.client().call(detach(group, token)));
		});
		started.await();
		pass(random.nextInt(8_000));
		network.close();
		victim.close();
		caller.join();
	}

	/** Waits for the given time. No thread counts the latch down. */
	private static void pass(int microseconds) throws InterruptedException {
		assertThat(new CountDownLatch(1).await(microseconds, TimeUnit.MICROSECONDS)).isFalse();
	}

	static EssCall<WriteResponse> detach(String group, String token) {
		return TestCalls.detach("cn-hangzhou", group, token);
	}

}
