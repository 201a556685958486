package dev.essfacade.ess;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import dev.esssimulator.EssSimulator;
import dev.esssimulator.EssSimulatorExtension;
import dev.esssimulator.Fault;
import dev.esssimulator.SimulatedGroup;
import dev.esssimulator.proxy.Blackhole;
import dev.esssimulator.proxy.FaultProxy;
import dev.esssimulator.proxy.NetworkFault;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** Faults of the network between the service and ESS. */
class NetworkFaultTests {

	private static final Duration DEADLINE = Duration.ofSeconds(1);

	@RegisterExtension
	static final EssSimulatorExtension extension = new EssSimulatorExtension();

	private final EssSimulator ess = extension.simulator();

	private final FaultProxy network = FaultProxy.to(this.ess.endpoint());

	private final TestEssClient client = TestEssClient.to(this.network.endpoint()).open();

	private int tokens;

	@BeforeEach
	void aGroup() {
		this.ess.add(SimulatedGroup.in("cn-hangzhou").id("asg-1").loadBalancer("lb-1"));
	}

	@AfterEach
	void close() throws IOException {
		this.client.close();
		this.network.close();
	}

	static Stream<NetworkFault> endlessExchanges() {
		return Stream.of(NetworkFault.latency(Duration.ofSeconds(30)), NetworkFault.blackhole(),
				NetworkFault.drip(Duration.ofMillis(100)), NetworkFault.halfOpen());
	}

	@ParameterizedTest
	@MethodSource("endlessExchanges") // F1, F2, F3
	void anEndlessExchangeEndsAtTheDeadline(NetworkFault fault) throws IOException {
		this.network.faults(() -> fault);
		try (TestEssClient impatient = TestEssClient.to(this.network.endpoint()).with("ess.deadline", DEADLINE).open();
				PauseDetector pauses = new PauseDetector()) {
			long start = System.nanoTime();
			EssException failure = failedDetach(impatient);
			Duration took = Duration.ofNanos(System.nanoTime() - start);
			assertThat(failure.outcome()).isEqualTo(CallOutcome.OUTCOME_UNKNOWN);
			assertThat(took).isBetween(DEADLINE.minusMillis(1),
					DEADLINE.plusMillis(100).plus(pauses.longest().multipliedBy(3)));
			this.network.faults(NetworkFault::none);
			detach(impatient); // the fault has no further effect
		}
	}

	@Test // F4
	void aRefusedConnectionIsReportedAsConnectFailed() throws IOException {
		URI nobody;
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
			nobody = URI.create("http://127.0.0.1:" + socket.getLocalPort());
		}
		try (TestEssClient toNobody = TestEssClient.to(nobody).open()) {
			assertThat(failedDetach(toNobody).outcome()).isEqualTo(CallOutcome.CONNECT_FAILED);
		}
	}

	@Test // F4
	void aConnectTimeoutIsReportedAsConnectFailed() throws IOException {
		try (Blackhole blackhole = Blackhole.open();
				TestEssClient toNowhere = TestEssClient.to(blackhole.endpoint())
					.with("ess.connect-timeout", "100ms")
					.open()) {
			assertThat(failedDetach(toNowhere).outcome()).isEqualTo(CallOutcome.CONNECT_FAILED);
		}
	}

	static Stream<NetworkFault> brokenExchanges() {
		return Stream.of(NetworkFault.resetBeforeRequest(), NetworkFault.resetBeforeAnswer(), NetworkFault.cutAfter(0),
				NetworkFault.cutAfter(20), NetworkFault.cutAfter(150));
	}

	@ParameterizedTest
	@MethodSource("brokenExchanges") // F5, F14
	void aBrokenExchangeIsRetriedAndHasOneEffect(NetworkFault fault) {
		AtomicInteger exchanges = new AtomicInteger();
		this.network.faults(() -> (exchanges.getAndIncrement() < 2) ? fault : NetworkFault.none());
		detach(this.client);
		assertThat(exchanges).hasValue(3);
		assertThat(this.ess.ledger()).hasSize(1);
	}

	@Test // F6
	void abandonsAConnectionWhosePeerHasVanished() throws IOException {
		try (TestEssClient impatient = TestEssClient.to(this.network.endpoint())
			.with("ess.read-timeout", "1s")
			.open()) {
			read(impatient);
			AtomicInteger exchanges = new AtomicInteger();
			this.network
				.faults(() -> (exchanges.getAndIncrement() == 0) ? NetworkFault.halfOpen() : NetworkFault.none());
			read(impatient);
			assertThat(exchanges).hasValueGreaterThanOrEqualTo(2);
		}
	}

	@Test
	void aPooledConnectionClosedWhileIdleFailsNoCall() throws IOException {
		for (int call = 1; call <= 5; call++) {
			read(this.client);
			this.network.hangUp();
			detach(this.client);
			assertThat(this.ess.ledger()).hasSize(call);
			this.network.hangUp();
		}
		assertThat(this.client.meters().find("ess.call").timers())
			.extracting((timer) -> timer.getId().getTag("outcome"))
			.containsOnly("ok");
	}

	@Test // F8
	void oneFailureInAHundredReachesNoCaller() {
		SplittableRandom random = new SplittableRandom(8);
		for (int call = 0; call < 1000; call++) {
			if (random.nextInt(100) == 0) {
				this.ess.failNext(Fault.serverError());
			}
			read(this.client);
		}
	}

	private static void read(TestEssClient through) {
		through.client().call(EssCall.read("DescribeScalingGroups", "cn-hangzhou", Object.class).build());
	}

	private void detach(TestEssClient through) {
		aGroup();
		through.client().call(TestCalls.detach("cn-hangzhou", "asg-1", "token-" + this.tokens++));
	}

	private EssException failedDetach(TestEssClient through) {
		@Nullable EssException failure = catchThrowableOfType(EssException.class, () -> detach(through));
		assertThat(failure).isNotNull();
		return failure;
	}

}
