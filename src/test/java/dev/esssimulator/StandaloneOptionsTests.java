package dev.esssimulator;

import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class StandaloneOptionsTests {

	private static final Map<String, String> GROUPS = Map.of("RegionId", Seeds.REGION);

	@Test
	void appliesWordingAndDurationOfTheArguments() {
		SimulatorSettings settings = StandaloneOptions
			.of("--host=localhost", "--port=0", "--wording=ess-doc", "--activity-duration=PT5S", "--throttle=5/0.5")
			.settings();
		assertThat(settings.host()).isEqualTo("localhost");
		assertThat(settings.wording()).isEqualTo(Wording.ESS_DOC);
		assertThat(settings.activityDuration()).isEqualTo(Duration.ofSeconds(5));
		assertThat(settings.throttling()).isEqualTo(new Throttling(5, 0.5));
		assertThat(settings.tickingClock()).isTrue();
	}

	@Test
	void appliesEachFaultArgumentOnce() {
		StandaloneOptions options = StandaloneOptions.of("--port=0",
				"--fault=DescribeScalingGroups:service-unavailable", "--fault=server-error");
		try (EssSimulator simulator = options.start()) {
			RpcClient client = new RpcClient(simulator);
			assertThat(client.get("DescribeRegions", Map.of()).body()).contains("InternalError");
			assertThat(client.get("DescribeScalingGroups", GROUPS).body()).contains("ServiceUnavailable");
			assertThat(client.get("DescribeScalingGroups", GROUPS).body()).contains(Seeds.GROUP);
		}
	}

	@Test
	void limitsTheRecordsThatItKeeps() {
		assertThat(StandaloneOptions.of().settings().remembered()).isEqualTo(10_000);
		SimulatorSettings forgetful = SimulatorSettings.defaults()
			.withRemembered(2)
			.withActivityDuration(Duration.ZERO);
		try (EssSimulator simulator = EssSimulator.start(forgetful)) {
			simulator.add(Seeds.documented());
			for (int i = 0; i < 3; i++) {
				String balancer = Seeds.LOAD_BALANCERS.get(i);
				new RpcClient(simulator).post("DetachLoadBalancers", Map.of("RegionId", Seeds.REGION, "ScalingGroupId",
						Seeds.GROUP, "LoadBalancer.1", balancer, "Async", "true", "ClientToken", "token-" + i));
			}
			assertThat(simulator.received()).hasSize(2);
			assertThat(simulator.ledger()).extracting(LedgerEntry::clientToken).containsExactly("token-1", "token-2");
			assertThat(new RpcClient(simulator)
				.get("DescribeScalingActivities", Map.of("RegionId", Seeds.REGION, "ScalingGroupId", Seeds.GROUP))
				.body()).contains("\"TotalCount\":2");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "--speed=1", "--port=x", "--wording=loud", "--activity-duration=5", "--throttle=5",
			"--throttle=a/b", "--fault=nothing", "--fault=DescribeRegions:", "nonsense" })
	void rejectsAnUnknownOptionAndListsTheKnownOnes(String arg) {
		assertThatIllegalArgumentException().isThrownBy(() -> StandaloneOptions.of(arg))
			.withMessageStartingWith(arg)
			.withMessageContaining("--activity-duration")
			.withMessageContaining("reset-after-commit");
	}

}
