package dev.esssimulator.action;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.esssimulator.ActivityOutcome;
import dev.esssimulator.EssSimulator;
import dev.esssimulator.RpcClient;
import dev.esssimulator.Seeds;
import dev.esssimulator.SimulatorSettings;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

class DescribeScalingActivitiesTests extends ActionTests {

	private static final Duration TEN_SECONDS = Duration.ofSeconds(10);

	@Test
	void rejectsAnUnknownStatusCode() {
		assertThat(code(ask("DescribeScalingActivities", "StatusCode", "Paused"))).isEqualTo("InvalidParameter");
		assertThat(code(ask("DescribeScalingActivities", "StatusCode", "Rejected"))).isEmpty();
	}

	@Test
	void anActivityProgressesWithTheClock() {
		String id = start(ActivityOutcome.successful().after(TEN_SECONDS));
		JsonNode begun = activity(id);
		assertThat(begun.path("StatusCode").asString()).isEqualTo("InProgress");
		assertThat(begun.path("Progress").asInt()).isZero();
		assertThat(begun.path("StartTime").asString()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\dZ");
		assertThat(begun.has("EndTime")).isFalse();
		this.simulator.clock().advance(Duration.ofSeconds(4));
		assertThat(activity(id).path("Progress").asInt()).isEqualTo(40);
		this.simulator.clock().advance(Duration.ofSeconds(6));
		JsonNode ended = activity(id);
		assertThat(ended.path("StatusCode").asString()).isEqualTo("Successful");
		assertThat(ended.path("Progress").asInt()).isEqualTo(100);
		assertThat(ended.path("EndTime").asString()).endsWith("Z");
		assertThat(ended.path("TotalCapacity").isString()).isTrue();
	}

	@Test
	void anActivityEndsWithAnyConfiguredStatus() {
		assertThat(activity(start(ActivityOutcome.rejected())).path("StatusCode").asString()).isEqualTo("Rejected");
		assertThat(activity(start(ActivityOutcome.word("Paused"))).path("StatusCode").asString()).isEqualTo("Paused");
		JsonNode warning = activity(start(ActivityOutcome.warning("i-1", "i-2")));
		assertThat(warning.path("StatusCode").asString()).isEqualTo("Warning");
		assertThat(warning.at("/ErrorMessages/ErrorMessages/0/FailedInstanceIds/FailedInstanceIds"))
			.extracting(JsonNode::asString)
			.containsExactly("i-1", "i-2");
		assertThat(activity(start(ActivityOutcome.failed())).path("ErrorCode").asString()).isEqualTo("InternalError");
	}

	@Test
	void omitsUnknownIdsAndIdsOfOtherGroupsOrRegions() {
		String id = start(ActivityOutcome.successful());
		assertThat(ids("ScalingActivityId.1", "asa-none", "ScalingActivityId.2", id)).containsExactly(id);
		assertThat(ids("ScalingActivityId.1", "asa-none")).isEmpty();
		assertThat(ids("ScalingActivityId.1", id, "ScalingGroupId", "asg-other")).isEmpty();
		assertThat(ids("ScalingActivityId.1", id, "RegionId", "cn-beijing")).isEmpty();
		assertThat(ids("ScalingActivityId.1", id, "StatusCode", "Failed")).isEmpty();
	}

	@Test
	void aPageHasTenActivitiesByDefault() {
		String oldest = start(ActivityOutcome.successful());
		for (int i = 0; i < 11; i++) {
			start(ActivityOutcome.successful());
		}
		assertThat(ids()).hasSize(10);
		assertThat(ids("PageNumber", "2")).hasSize(2).endsWith(oldest);
		assertThat(ids("PageSize", "50")).hasSize(12);
		assertThat(ask("DescribeScalingActivities").path("TotalCount").asInt()).isEqualTo(12);
		assertThat(code(ask("DescribeScalingActivities", "PageSize", "51"))).isEqualTo("InvalidPageSize");
		assertThat(code(ask("DescribeScalingActivities", "PageNumber", "0"))).isEqualTo("InvalidPageNumber");
	}

	@Test
	void acceptsAGroupOrUpToTwentyIds() {
		assertThat(code(ask("DescribeScalingActivities", "ScalingGroupId", ""))).isEqualTo("MissingScalingGroupId");
		assertThat(code(ask("DescribeScalingActivities", "ScalingActivityId.21", "asa-1")))
			.isEqualTo("InvalidScalingActivityId.21");
	}

	@Test
	void omitsActivitiesOlderThanThirtyDays() {
		start(ActivityOutcome.successful());
		this.simulator.clock().advance(Duration.ofDays(31));
		assertThat(ids()).isEmpty();
	}

	@Test
	void anActivityCanBecomeVisibleLate() {
		SimulatorSettings late = SimulatorSettings.defaults().withActivityVisibleAfter(TEN_SECONDS);
		try (EssSimulator simulator = EssSimulator.start(late)) {
			simulator.add(Seeds.documented());
			String id = simulator.startActivity(Seeds.REGION, Seeds.GROUP, ActivityOutcome.successful());
			var parameters = Map.of("RegionId", Seeds.REGION, "ScalingActivityId.1", id);
			RpcClient client = new RpcClient(simulator);
			assertThat(client.get("DescribeScalingActivities", parameters).body()).contains("\"TotalCount\":0");
			simulator.clock().advance(TEN_SECONDS);
			assertThat(client.get("DescribeScalingActivities", parameters).body()).contains("\"TotalCount\":1");
		}
	}

	private String start(ActivityOutcome outcome) {
		return this.simulator.startActivity(Seeds.REGION, Seeds.GROUP, outcome);
	}

	private JsonNode activity(String id) {
		return ask("DescribeScalingActivities", "ScalingActivityId.1", id).at("/ScalingActivities/ScalingActivity/0");
	}

	private List<String> ids(String... nameAndValue) {
		return ask("DescribeScalingActivities", nameAndValue).at("/ScalingActivities/ScalingActivity")
			.valueStream()
			.map((activity) -> activity.path("ScalingActivityId").asString())
			.toList();
	}

}
