package dev.esssimulator.action;

import dev.esssimulator.SimulatedGroup;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

class DescribeScalingGroupsTests extends ActionTests {

	@Test
	void listsAttachedTargets() {
		this.simulator.add(group().vServerGroup("lb-v", "rsp-1", 80, 100));
		JsonNode group = ask("DescribeScalingGroups", "ScalingGroupId.1", "asg-bp18p2yfxow2dloq")
			.at("/ScalingGroups/ScalingGroup/0");
		assertThat(group.path("LifecycleState").asString()).isEqualTo("Active");
		assertThat(group.path("TotalCapacity").asInt()).isEqualTo(3);
		assertThat(group.at("/LoadBalancerIds/LoadBalancerId").size()).isEqualTo(6);
		assertThat(group.at("/AlbServerGroups/AlbServerGroup/1/AlbServerGroupId").asString())
			.isEqualTo("sgp-ddwb0y0g6y9bjm");
		assertThat(group.at("/AlbServerGroups/AlbServerGroup/1/Port").asInt()).isEqualTo(80);
		assertThat(group.at("/AlbServerGroups/AlbServerGroup/1/Weight").asInt()).isEqualTo(60);
		assertThat(group.at("/ServerGroups/ServerGroup/0/Type").asString()).isEqualTo("NLB");
		assertThat(
				group.at("/VServerGroups/VServerGroup/0/VServerGroupAttributes/VServerGroupAttribute/0/VServerGroupId")
					.asString())
			.isEqualTo("rsp-1");
	}

	@Test
	void anUnmatchedFilterReturnsNoGroup() {
		for (String[] wish : new String[][] { { "GroupType", "ECI" }, { "ResourceGroupId", "rg-1" },
				{ "Tag.1.Key", "stage", "Tag.1.Value", "test" }, { "Tag.1.Key", "stage" } }) {
			assertThat(ask("DescribeScalingGroups", wish).path("TotalCount").asInt()).as(wish[0]).isZero();
		}
		assertThat(ask("DescribeScalingGroups", "GroupType", "ECS").path("TotalCount").asInt()).isPositive();
		assertThat(code(ask("DescribeScalingGroups", "GroupType", "VM"))).isEqualTo("InvalidParameter");
		assertThat(code(ask("DescribeScalingGroups", "Tag.1.Value", "test"))).startsWith("Missing");
	}

	@Test
	void omitsUnknownIdsAndOtherRegions() {
		this.simulator.add(SimulatedGroup.in("cn-beijing").id("asg-elsewhere"));
		JsonNode answer = ask("DescribeScalingGroups", "ScalingGroupId.1", "asg-none", "ScalingGroupId.2",
				"asg-elsewhere");
		assertThat(answer.path("TotalCount").asInt()).isZero();
		assertThat(answer.at("/ScalingGroups/ScalingGroup").size()).isZero();
		assertThat(ask("DescribeScalingGroups", "ScalingGroupName", "asg-none").path("TotalCount").asInt()).isZero();
	}

}
