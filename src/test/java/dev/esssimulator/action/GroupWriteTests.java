package dev.esssimulator.action;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.esssimulator.ActivityOutcome;
import dev.esssimulator.EssCheck;
import dev.esssimulator.EssSimulator;
import dev.esssimulator.EssSimulatorExtension;
import dev.esssimulator.LedgerEntry;
import dev.esssimulator.RpcClient;
import dev.esssimulator.Seeds;
import dev.esssimulator.SimulatedGroup;
import dev.esssimulator.SimulatorSettings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/** Common behaviour of all writes, tested with the detach of ALB server groups. */
class GroupWriteTests {

	@RegisterExtension
	static final EssSimulatorExtension extension = new EssSimulatorExtension();

	private static final Map<String, String> DETACH = Map.of("RegionId", Seeds.REGION, "ScalingGroupId", Seeds.GROUP,
			"AlbServerGroup.1.AlbServerGroupId", Seeds.ALB_SERVER_GROUP, "AlbServerGroup.1.Port", "443", "ForceDetach",
			"true");

	private final EssSimulator simulator = extension.simulator();

	@BeforeEach
	void seed() {
		Seeds.all().forEach(this.simulator::add);
	}

	@Test
	void theSameClientTokenHasOneEffectAndOneResponse() {
		String first = detach("ClientToken", "token-1");
		assertThat(activityIdIn(first)).isNotEmpty();
		assertThat(activityIdIn(detach("ClientToken", "token-1"))).isEqualTo(activityIdIn(first));
		assertThat(this.simulator.ledger()).singleElement()
			.extracting(LedgerEntry::clientToken, LedgerEntry::scalingActivityId)
			.containsExactly("token-1", activityIdIn(first));
	}

	@Test
	void theSameClientTokenWithOtherParametersIsAMismatch() {
		detach("ClientToken", "token-1");
		assertThat(detach("ClientToken", "token-1", "AlbServerGroup.1.Port", "80"))
			.contains("IdempotentParameterMismatch");
	}

	@Test
	void aClientTokenExpiresAfterItsLifetime() {
		detach("ClientToken", "token-1");
		this.simulator.clock().advance(Duration.ofHours(25));
		assertThat(detach("ClientToken", "token-1")).contains("AlbServerGroup.NotAttached");
	}

	@Test
	void anErrorDoesNotUseUpTheClientToken() {
		detach("ClientToken", "token-1", "AlbServerGroup.1.Port", "23");
		assertThat(detach("ClientToken", "token-1")).contains("ScalingActivityId");
	}

	@Test
	void fiftyConcurrentDuplicatesTakeEffectOnce() throws Exception {
		Callable<String> duplicate = () -> activityIdIn(detach("ClientToken", "token-1"));
		try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
			List<Future<String>> answers = executor.invokeAll(Stream.generate(() -> duplicate).limit(50).toList());
			Set<String> activityIds = answers.stream().map(Future::resultNow).collect(Collectors.toSet());
			assertThat(activityIds).hasSize(1).doesNotContain("");
		}
		assertThat(this.simulator.ledger()).hasSize(1);
	}

	@Test
	void rejectsAClientTokenOver64CharactersOrBeyondAscii() {
		assertThat(detach("ClientToken", "x".repeat(65))).contains("parameter \\\"ClientToken\\\" is not valid");
		assertThat(detach("ClientToken", "令牌")).contains("parameter \\\"ClientToken\\\" is not valid");
	}

	@Test
	void anActivityBlocksTheGroupUntilItEnds() {
		detach();
		assertThat(detach("AlbServerGroup.1.Port", "80")).contains("ScalingActivityInProgress");
		assertThat(detach("AlbServerGroup.1.Port", "80", "ForceDetach", "false")).contains("ScalingActivityInProgress");
		this.simulator.clock().advance(Duration.ofSeconds(60));
		assertThat(detach("AlbServerGroup.1.Port", "80")).contains("ScalingActivityId");
	}

	@Test
	void anActivityOfAnotherOriginBlocksTheGroup() {
		this.simulator.startActivity(Seeds.REGION, Seeds.GROUP, ActivityOutcome.neverEnding());
		this.simulator.clock().advance(Duration.ofDays(1));
		assertThat(detach()).contains("ScalingActivityInProgress");
	}

	@Test
	void aGroupThatIsNotActiveRejectsWrites() {
		this.simulator.add(Seeds.documented().lifecycleState("Inactive"));
		assertThat(detach()).contains("IncorrectScalingGroupStatus");
	}

	@Test
	void attachmentsChangeWhenTheActivityEnds() {
		detach();
		assertThat(group().targets()).contains("sgp-ddwb0y0g6y9bjm:443");
		this.simulator.clock().advance(Duration.ofSeconds(60));
		assertThat(group().targets()).doesNotContain("sgp-ddwb0y0g6y9bjm:443").contains("sgp-ddwb0y0g6y9bjm:80");
		assertThat(group().backends().get("sgp-ddwb0y0g6y9bjm:443")).isEmpty();
		assertThat(group().instances()).hasSize(3);
	}

	@Test
	void aFailedActivityChangesNothing() {
		this.simulator.nextActivity(ActivityOutcome.failed());
		detach();
		this.simulator.clock().advance(Duration.ofSeconds(60));
		assertThat(group().targets()).contains("sgp-ddwb0y0g6y9bjm:443");
		assertThat(group().backends().get("sgp-ddwb0y0g6y9bjm:443")).hasSize(3);
	}

	@Test
	void aWarningKeepsTheFailedInstances() {
		String failed = group().instances().getFirst().id();
		this.simulator.nextActivity(ActivityOutcome.warning(failed));
		detach();
		this.simulator.clock().advance(Duration.ofSeconds(60));
		assertThat(group().targets()).doesNotContain("sgp-ddwb0y0g6y9bjm:443");
		assertThat(group().backends().get("sgp-ddwb0y0g6y9bjm:443")).containsExactly(failed);
	}

	@Test
	void unknownBehaviourOfEssIsConfigurable() {
		SimulatorSettings settings = SimulatorSettings.defaults()
			.withAttachmentsMoveAtOnce(true)
			.withPlainWritesWait(false)
			.withPartialMatchRefused(false)
			.withBusyCode("InvalidOperation.Conflict")
			.withMissingGroupIsInvalidParameter(false)
			.withRefusedGroupStates(Set.of())
			.withAlbServerGroupsPerCall(2)
			.withEssOrder(List.of(EssCheck.ATTACHMENTS, EssCheck.ACTIVITY_IN_PROGRESS));
		try (EssSimulator switched = EssSimulator.start(settings)) {
			switched.add(Seeds.documented().lifecycleState("Deleting"));
			assertThat(send(switched, "AlbServerGroup.2.AlbServerGroupId", "sgp-unknown", "AlbServerGroup.2.Port", "1"))
				.contains("ScalingActivityId");
			assertThat(switched.group(Seeds.REGION, Seeds.GROUP).targets()).doesNotContain("sgp-ddwb0y0g6y9bjm:443");
			assertThat(send(switched)).contains("NotAttached");
			assertThat(send(switched, "AlbServerGroup.1.Port", "80")).contains("InvalidOperation.Conflict");
			assertThat(send(switched, "AlbServerGroup.1.Port", "80", "ForceDetach", "false")).contains("RequestId")
				.doesNotContain("Code");
			assertThat(send(switched, "ScalingGroupId", "asg-none")).contains("InvalidScalingGroupId.NotFound");
			assertThat(send(switched, "AlbServerGroup.2.AlbServerGroupId", "sgp-2", "AlbServerGroup.2.Port", "1",
					"AlbServerGroup.3.AlbServerGroupId", "sgp-3", "AlbServerGroup.3.Port", "1"))
				.contains("parameter \\\"AlbServerGroup\\\" is not valid");
		}
	}

	private SimulatedGroup group() {
		return this.simulator.group(Seeds.REGION, Seeds.GROUP);
	}

	private String detach(String... more) {
		return send(this.simulator, more);
	}

	private static String send(EssSimulator simulator, String... more) {
		Map<String, String> parameters = new TreeMap<>(DETACH);
		for (int i = 0; i < more.length; i += 2) {
			parameters.put(more[i], more[i + 1]);
		}
		return new RpcClient(simulator).post("DetachAlbServerGroups", parameters).body();
	}

	static String activityIdIn(String body) {
		return body.contains("ScalingActivityId") ? body.replaceAll("(?s).*\"ScalingActivityId\":\"([^\"]+)\".*", "$1")
				: "";
	}

}
