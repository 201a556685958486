package dev.esssimulator.action;

import java.util.List;

import dev.esssimulator.SimulatedGroup;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

class DescribeScalingInstancesTests extends ActionTests {

	@Test
	void listsTheInstancesOfAGroupWithTheirStates() {
		this.simulator.add(group().instance("i-standby", "Standby").instance("i-pending", "Pending"));
		JsonNode answer = ask("DescribeScalingInstances");
		assertThat(answer.path("TotalCount").asInt()).isEqualTo(5);
		JsonNode standby = answer.at("/ScalingInstances/ScalingInstance/3");
		assertThat(standby.path("InstanceId").asString()).isEqualTo("i-standby");
		assertThat(standby.path("LifecycleState").asString()).isEqualTo("Standby");
		assertThat(standby.path("ScalingGroupId").asString()).isEqualTo("asg-bp18p2yfxow2dloq");
	}

	@Test
	void filtersByStateIdAndGroup() {
		this.simulator.add(group().instance("i-standby", "Standby").instance("i-pending", "Pending"));
		assertThat(ids("LifecycleState", "Standby")).containsExactly("i-standby");
		assertThat(ids("LifecycleStates.1", "Pending", "LifecycleStates.2", "Standby")).containsExactly("i-standby",
				"i-pending");
		assertThat(ids("InstanceId.1", "i-pending")).containsExactly("i-pending");
		assertThat(ids("HealthStatus", "Unhealthy")).isEmpty();
		assertThat(ids("ScalingGroupId", "asg-none")).isEmpty();
		assertThat(code(ask("DescribeScalingInstances", "LifecycleState", "Standby", "LifecycleStates.1", "Pending")))
			.isEqualTo("InvalidParameter");
		assertThat(code(ask("DescribeScalingInstances", "LifecycleState", "Asleep"))).isEqualTo("InvalidParameter");
	}

	@Test
	void aPageHasAtMost50Instances() {
		SimulatedGroup large = SimulatedGroup.in("cn-hangzhou").id("asg-large");
		for (int i = 0; i < 60; i++) {
			large = large.instance("i-" + i);
		}
		this.simulator.add(large);
		assertThat(ids("ScalingGroupId", "asg-large", "PageSize", "50", "PageNumber", "2")).hasSize(10)
			.startsWith("i-50");
		assertThat(code(ask("DescribeScalingInstances", "PageSize", "51"))).isNotEmpty();
	}

	private List<String> ids(String... nameAndValue) {
		return ask("DescribeScalingInstances", nameAndValue).findValuesAsString("InstanceId");
	}

}
