package dev.esssimulator.action;

import dev.esssimulator.Seeds;
import java.util.List;

import dev.esssimulator.SimulatedGroup;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

class AttachLoadBalancersTests extends ActionTests {

	@Test
	void onlyAsyncStartsAnActivity() {
		assertThat(startedActivity(attach("LoadBalancer.1", "lb-1", "Async", "true"))).isTrue();
		assertThat(attach("LoadBalancer.1", "lb-2", "ForceAttach", "true").propertyNames())
			.containsExactly("RequestId");
		assertThat(group().loadBalancers()).contains("lb-1", "lb-2");
		assertThat(group().backends()).containsKey("lb-2").doesNotContainKey("lb-1");
	}

	@Test
	void acceptsConfigsWithWeights() {
		assertThat(code(attach("LoadBalancerConfig.1.LoadBalancerId", "lb-1", "LoadBalancerConfig.1.Weight", "100")))
			.isEmpty();
		assertThat(group().loadBalancers()).contains("lb-1");
		assertThat(code(attach("LoadBalancerConfig.1.LoadBalancerId", "lb-1", "LoadBalancerConfig.1.Weight", "101")))
			.isEqualTo("InvalidWeight");
		assertThat(code(attach())).isEqualTo("MissingLoadBalancer");
	}

	@Test
	void aDetachDiscardsTheWeight() {
		attach("LoadBalancerConfig.1.LoadBalancerId", "lb-1", "LoadBalancerConfig.1.Weight", "30");
		assertThat(listedWeights("lb-1")).containsExactly("30");
		assertThat(code(attach("LoadBalancer.1", "lb-1"))).isEmpty();
		assertThat(listedWeights("lb-1")).as("attached again without a weight").containsExactly("30");
		ask("DetachLoadBalancers", "LoadBalancer.1", "lb-1");
		attach("LoadBalancer.1", "lb-1");
		assertThat(group().loadBalancers()).contains("lb-1");
		assertThat(listedWeights("lb-1")).isEmpty();
	}

	private List<String> listedWeights(String loadBalancer) {
		return ask("DescribeScalingGroups", "ScalingGroupId.1", Seeds.GROUP)
			.at("/ScalingGroups/ScalingGroup/0/LoadBalancerConfigs/LoadBalancerConfig")
			.valueStream()
			.filter((config) -> loadBalancer.equals(config.path("LoadBalancerId").asString("")))
			.map((config) -> config.path("Weight").asString(""))
			.toList();
	}

	@Test
	void forceAddsOnlyInstancesInABackendState() {
		this.simulator.add(group().instance("i-standby", "Standby").instance("i-pending", "Pending"));
		attach("LoadBalancer.1", "lb-2", "ForceAttach", "true");
		assertThat(group().backends().get("lb-2")).hasSize(4).contains("i-standby").doesNotContain("i-pending");
	}

	@Test
	void attachingAgainSucceedsWithoutAChange() {
		int before = group().loadBalancers().size();
		assertThat(code(attach("LoadBalancer.1", Seeds.LOAD_BALANCERS.getFirst()))).isEmpty();
		assertThat(group().loadBalancers()).hasSize(before);
	}

	@Test
	void rejectsAMissingLoadBalancerAndTheThirtyFirst() {
		this.simulator.removeTarget("lb-gone");
		assertThat(code(attach("LoadBalancer.1", "lb-gone"))).isEqualTo("InvalidLoadBalancerId.NotFound");
		SimulatedGroup full = group();
		for (int i = full.loadBalancers().size(); i < 30; i++) {
			full = full.loadBalancer("lb-more-" + i);
		}
		this.simulator.add(full);
		assertThat(code(attach("LoadBalancer.1", "lb-1"))).isEqualTo("QuotaExceeded.LoadBalancer");
	}

	private JsonNode attach(String... nameAndValue) {
		return ask("AttachLoadBalancers", nameAndValue);
	}

}
