package dev.essfacade.e2e;

import java.time.Duration;

import dev.essfacade.support.Caller;
import dev.essfacade.support.Caller.Answer;
import dev.essfacade.support.FacadeTest;
import dev.essfacade.support.SimulatedEss;
import dev.esssimulator.EssSimulator;
import dev.esssimulator.Fault;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Detaches and polls the activity to its end. */
@FacadeTest
class DetachAndPollTests {

	private final EssSimulator ess;

	private final Caller caller;

	DetachAndPollTests(EssSimulator ess, Caller caller) {
		this.ess = ess;
		this.caller = caller;
	}

	@Test
	void aForcedDetachOfAlbServerGroupsIsPolledToItsEnd() {
		Answer detach = detachTwoAlbServerGroups(true);
		assertThat(detach.status()).isEqualTo(202);
		assertThat(detach.field("state")).isEqualTo("IN_PROGRESS");
		assertThat(detach.json().path("albServerGroups")).hasSize(2);
		String activity = detach.field("scalingActivityId");
		String location = detach.mustHave("Location");
		assertThat(location).startsWith(Caller.REGION + "/scaling-activities/" + activity + "?since=");
		assertThat(detach.mustHave("Retry-After")).containsOnlyDigits();

		Answer running = this.caller.get(location);
		assertThat(running.status()).isEqualTo(200);
		assertThat(running.field("state")).isEqualTo("IN_PROGRESS");
		assertThat(running.field("statusCode")).isEqualTo("InProgress");
		assertThat(running.json().path("done").booleanValue()).isFalse();
		assertThat(running.mustHave("Retry-After")).containsOnlyDigits();

		timePasses();

		Answer done = this.caller.get(location);
		assertThat(done.field("state")).isEqualTo("SUCCESSFUL");
		assertThat(done.json().path("done").booleanValue()).isTrue();
		assertThat(done.json().path("progress").intValue()).isEqualTo(100);
		assertThat(done.field("startTime")).matches("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}Z");
		assertThat(done.field("endTime")).matches("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}Z");
		assertThat(done.header("Retry-After")).isNull();
		assertThat(this.ess.group("cn-hangzhou", "asg-bp18p2yfxow2dloq").albServerGroups()).hasSize(1);
		assertThat(this.ess.ledger()).hasSize(1);
	}

	@Test
	void aPlainDetachOfAlbServerGroupsCompletesAtOnce() {
		Answer detach = detachTwoAlbServerGroups(false);
		assertThat(detach.status()).isEqualTo(200);
		assertThat(detach.field("state")).isEqualTo("DETACHED");
		assertThat(detach.field("scalingActivityId")).isNull();
		assertThat(detach.header("Location")).isNull();
		assertThat(detach.header("Retry-After")).isNull();
		assertThat(this.ess.group("cn-hangzhou", "asg-bp18p2yfxow2dloq").albServerGroups()).hasSize(1);
	}

	@Test
	void anEmptyActivityIdIsTreatedAsAbsent() {
		this.ess.failNext("DetachAlbServerGroups", Fault.answer(200, "application/json;charset=utf-8",
				"{\"RequestId\": \"4DDC5C4E-8B0A-4C39-9B5E-5D2A1F0C7E11\", \"ScalingActivityId\": \"\"}"));
		Answer detach = detachTwoAlbServerGroups(false);
		assertThat(detach.status()).isEqualTo(200);
		assertThat(detach.field("state")).isEqualTo("DETACHED");
		assertThat(detach.field("scalingActivityId")).isNull();
		assertThat(detach.header("Location")).isNull();
	}

	@Test
	void anAsynchronousDetachOfLoadBalancersIsPolledToItsEnd() {
		Answer detach = this.caller.post(Caller.GROUP + "/load-balancers/detach", """
				{"loadBalancers": ["lb-bp1u7etiogg38yvwz"], "forceDetach": true, "async": true,
				 "reason": "blue/green switch"}""");
		assertThat(detach.status()).isEqualTo(202);
		assertThat(detach.json().path("loadBalancers").path(0).stringValue()).isEqualTo("lb-bp1u7etiogg38yvwz");

		timePasses();

		assertThat(this.caller.get(detach.mustHave("Location")).field("state")).isEqualTo("SUCCESSFUL");
		assertThat(this.ess.group("cn-hangzhou", "asg-bp18p2yfxow2dloq").loadBalancers())
			.containsExactly("lb-bp1qwlxk3h2pj6e4h");
	}

	@Test
	void aPlainDetachOfLoadBalancersCompletesAtOnce() {
		Answer detach = this.caller.post(Caller.GROUP + "/load-balancers/detach", """
				{"loadBalancers": ["lb-bp1u7etiogg38yvwz", "lb-bp1qwlxk3h2pj6e4h"]}""");
		assertThat(detach.status()).isEqualTo(200);
		assertThat(detach.field("state")).isEqualTo("DETACHED");
		assertThat(detach.field("regionId")).isEqualTo("cn-hangzhou");
		assertThat(detach.field("scalingGroupId")).isEqualTo("asg-bp18p2yfxow2dloq");
		assertThat(this.ess.group("cn-hangzhou", "asg-bp18p2yfxow2dloq").loadBalancers()).isEmpty();
	}

	private Answer detachTwoAlbServerGroups(boolean force) {
		return this.caller.post(Caller.GROUP + "/alb-server-groups/detach", """
				{"albServerGroups": [{"albServerGroupId": "sgp-ddwb0y0g6y9bjm", "port": 22},
				                     {"albServerGroupId": "sgp-n8aqvz6ul9nqm3", "port": 80}],
				 "forceDetach": %s}""".formatted(force));
	}

	private void timePasses() {
		SimulatedEss.advance(Duration.ofSeconds(1)); // a cached state can be that old
		this.ess.clock().advance(Duration.ofMinutes(5));
	}

}
