package dev.essfacade.ess;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.essfacade.ess.resilience.ManualTicker;
import dev.esssimulator.EssSimulator;
import dev.esssimulator.EssSimulatorExtension;
import dev.esssimulator.proxy.FaultProxy;
import dev.esssimulator.proxy.NetworkFault;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** Calls to a healthy region while another region is slow or unavailable. */
class LimitTests {

	private static final String SLOW = "cn-hangzhou";

	private static final String HEALTHY = "cn-beijing";

	@RegisterExtension
	static final EssSimulatorExtension extension = new EssSimulatorExtension();

	private final EssSimulator ess = extension.simulator();

	private final FaultProxy slowNetwork = FaultProxy.to(this.ess.endpoint());

	private final ManualTicker time = new ManualTicker();

	@AfterEach
	void close() {
		this.slowNetwork.close();
	}

	@Test // F32
	void aSlowRegionDoesNotSlowOtherRegions() throws Exception {
		this.slowNetwork.faults(NetworkFault::blackhole);
		try (TestEssClient client = client().with("ess.max-concurrent-calls", 24)
			.with("ess.max-concurrent-calls-per-region", 8)
			.open(); ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			List<Future<String>> slow = new ArrayList<>();
			IntStream.range(0, 40).forEach((ignored) -> slow.add(threads.submit(() -> outcome(client, SLOW))));
			List<Callable<String>> healthy = Collections.nCopies(8, () -> severalOutcomes(client, HEALTHY));
			assertThat(outcomes(threads.invokeAll(healthy))).containsOnly("OK");
			this.slowNetwork.close();
			assertThat(outcomes(slow)).contains("OVERLOADED").doesNotContain("OK");
			assertThat(client.meters().get("ess.calls.rejected").tag("region", SLOW).counter().count()).isPositive();
			assertThat(client.inFlight(SLOW)).isZero();
		}
	}

	@Test
	void failsFastForADeadRegionAndRecoversWithIt() throws IOException {
		this.slowNetwork.faults(NetworkFault::resetBeforeRequest);
		try (TestEssClient client = client().with(this.time.ticker()).open()) {
			for (int call = 0; call < 30; call++) {
				this.time.advance(Duration.ofMillis(300));
				outcome(client, SLOW);
			}
			assertThat(client.region(SLOW).breaker().isOpen()).isTrue();
			assertThat(IntStream.range(0, 100).mapToObj((ignored) -> outcome(client, SLOW)).collect(Collectors.toSet()))
				.containsExactly("CIRCUIT_OPEN");
			assertThat(outcome(client, HEALTHY)).isEqualTo("OK");

			this.slowNetwork.faults(NetworkFault::none);
			this.time.advance(Duration.ofSeconds(1));
			assertThat(IntStream.range(0, 100).mapToObj((ignored) -> outcome(client, SLOW)).collect(Collectors.toSet()))
				.containsExactly("OK");
		}
	}

	private TestEssClient.Builder client() {
		return TestEssClient.to(this.ess.endpoint())
			.onlyFor(SLOW, this.slowNetwork.endpoint(), HEALTHY, this.ess.endpoint());
	}

	private static List<String> outcomes(List<Future<String>> calls) throws Exception {
		List<String> outcomes = new ArrayList<>();
		for (Future<String> call : calls) {
			outcomes.add(call.get());
		}
		return outcomes;
	}

	private static String severalOutcomes(TestEssClient client, String region) {
		return IntStream.range(0, 50)
			.mapToObj((ignored) -> outcome(client, region))
			.filter((outcome) -> !outcome.equals("OK"))
			.findFirst()
			.orElse("OK");
	}

	private static String outcome(TestEssClient client, String region) {
		@Nullable EssException failure = catchThrowableOfType(EssException.class,
				() -> client.callWithPermit(EssCall.read("DescribeScalingGroups", region, Object.class).build()));
		return (failure == null) ? "OK" : failure.outcome().name();
	}

}
