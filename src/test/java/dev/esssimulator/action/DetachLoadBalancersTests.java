package dev.esssimulator.action;

import dev.esssimulator.Seeds;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

class DetachLoadBalancersTests extends ActionTests {

	private static final String FIRST = Seeds.LOAD_BALANCERS.getFirst();

	@Test
	void onlyAsyncStartsAnActivity() {
		JsonNode forced = detach("LoadBalancer.1", FIRST, "ForceDetach", "true");
		assertThat(forced.propertyNames()).containsExactly("RequestId");
		assertThat(group().loadBalancers()).doesNotContain(FIRST);
		assertThat(group().backends().get(FIRST)).isEmpty();
		String second = Seeds.LOAD_BALANCERS.get(1);
		assertThat(startedActivity(detach("LoadBalancer.1", second, "Async", "true"))).isTrue();
		assertThat(group().loadBalancers()).doesNotContain(second);
		assertThat(group().backends().get(second)).hasSize(3);
	}

	@Test
	void acceptsADetachWithoutRegion() {
		assertThat(detach("RegionId", "", "LoadBalancer.1", FIRST).has("Code")).isFalse();
		assertThat(this.simulator.ledger().getFirst().regionId()).isEqualTo(Seeds.REGION);
	}

	@Test
	void namesATargetThatIsNotAttached() {
		JsonNode answer = detach("LoadBalancer.1", FIRST, "LoadBalancer.2", "lb-none");
		assertThat(code(answer)).isEqualTo("InvalidLoadBalancerId.NotFound");
		assertThat(answer.path("Message").asString()).isEqualTo("The Load Balancer \"lb-none\" does not exist.");
		assertThat(group().loadBalancers()).contains(FIRST);
	}

	@Test
	void aMissingGroupIsNotFound() {
		assertThat(code(detach("ScalingGroupId", "asg-none", "LoadBalancer.1", FIRST)))
			.isEqualTo("InvalidScalingGroupId.NotFound");
	}

	@Test
	void acceptsOneToFiveLoadBalancers() {
		assertThat(code(detach())).isEqualTo("MissingLoadBalancer");
		assertThat(code(detach("LoadBalancer.1", "1", "LoadBalancer.2", "2", "LoadBalancer.3", "3", "LoadBalancer.4",
				"4", "LoadBalancer.5", "5", "LoadBalancer.6", "6")))
			.isEqualTo("InvalidLoadBalancer.6");
	}

	private JsonNode detach(String... nameAndValue) {
		return ask("DetachLoadBalancers", nameAndValue);
	}

}
