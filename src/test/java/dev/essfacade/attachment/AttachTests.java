package dev.essfacade.attachment;

import java.time.Duration;

import dev.essfacade.support.Caller;
import dev.essfacade.support.Caller.Answer;
import dev.essfacade.support.FacadeTest;
import dev.essfacade.support.LogCapture;
import dev.essfacade.support.TestGroups;
import dev.esssimulator.AlbServerGroup;
import dev.esssimulator.EssSimulator;
import dev.esssimulator.Fault;
import dev.esssimulator.SimulatedGroup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** Attach operations, and the undo of every write. */
@FacadeTest
class AttachTests {

	private static final String ALB_ATTACH = Caller.GROUP + "/alb-server-groups/attach";

	private static final String CLB_ATTACH = Caller.GROUP + "/load-balancers/attach";

	private static final String NEW_PAIR = """
			{"albServerGroups": [{"albServerGroupId": "sgp-new", "port": 80, "weight": 7}]}""";

	private final EssSimulator ess;

	private final Caller caller;

	AttachTests(EssSimulator ess, Caller caller) {
		this.ess = ess;
		this.caller = caller;
	}

	@Test
	void attachesAnAlbServerGroupWithOneCall() {
		Answer answer = this.caller.post(ALB_ATTACH, NEW_PAIR);
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.field("state")).isEqualTo("ATTACHED");
		assertThat(answer.json().path("albServerGroups").toString())
			.isEqualTo("[{\"albServerGroupId\":\"sgp-new\",\"port\":80,\"weight\":7}]");
		assertThat(group().albServerGroups()).contains(new AlbServerGroup("sgp-new", 80, 7));
		assertThat(this.ess.received()).hasSize(1);
	}

	@Test
	void aForcedAttachIsPolledToItsEnd() {
		Answer answer = this.caller.post(ALB_ATTACH, NEW_PAIR.replace("]}", "], \"forceAttach\": true}"));
		assertThat(answer.status()).isEqualTo(202);
		assertThat(answer.field("state")).isEqualTo("IN_PROGRESS");
		this.ess.clock().advance(Duration.ofMinutes(5));
		assertThat(this.caller.get(answer.mustHave("Location")).field("state")).isEqualTo("SUCCESSFUL");
		assertThat(group().backends().get("sgp-new:80")).containsExactly("i-bp1abc");
	}

	@Test
	void sendsAWeightAsConfigAndNoWeightAsTheBareId() {
		LogCapture.takeRecent();
		Answer answer = this.caller.post(CLB_ATTACH, """
				{"loadBalancers": [{"loadBalancerId": "lb-bare"}, {"loadBalancerId": "lb-weighted", "weight": 30}],
				 "async": true, "forceAttach": true, "reason": "put back"}""");
		assertThat(answer.status()).isEqualTo(202);
		assertThat(this.ess.received().getLast().parameters())
			.containsEntry("LoadBalancerConfig.1.LoadBalancerId", "lb-weighted")
			.containsEntry("LoadBalancerConfig.1.Weight", "30")
			.containsEntry("LoadBalancer.1", "lb-bare")
			.containsEntry("ForceAttach", "true")
			.containsEntry("Async", "true");
		assertThat(LogCapture.takeRecent()).filteredOn((line) -> line.contains("AttachLoadBalancers: intent"))
			.singleElement()
			.asString()
			.contains("\"targets\":[\"lb-weighted\",\"lb-bare\"]", "LoadBalancerConfig.1.Weight=30", "put back")
			.doesNotContain("read_outcome");
		this.ess.clock().advance(Duration.ofMinutes(5));
		assertThat(group().loadBalancers()).contains("lb-bare", "lb-weighted");
		assertThat(group().loadBalancerWeights()).containsEntry("lb-weighted", 30);
	}

	@Test
	void reportsTheErrorsOfAnAttach() {
		assertCode(409, "already-attached",
				this.caller.post(ALB_ATTACH, NEW_PAIR.replace("sgp-new", "sgp-n8aqvz6ul9nqm3")));
		this.ess.removeTarget("sgp-new");
		assertCode(404, "target-not-found", this.caller.post(ALB_ATTACH, NEW_PAIR));
		this.ess.removeTarget("lb-gone");
		assertCode(404, "target-not-found",
				this.caller.post(CLB_ATTACH, "{\"loadBalancers\": [{\"loadBalancerId\": \"lb-gone\"}]}"));
		SimulatedGroup full = TestGroups.group();
		for (int i = 0; i < 30; i++) {
			full = full.loadBalancer("lb-more-" + i);
		}
		this.ess.add(full);
		assertCode(409, "quota-exceeded",
				this.caller.post(CLB_ATTACH, "{\"loadBalancers\": [{\"loadBalancerId\": \"lb-1\"}]}"));
		assertCode(404, "scaling-group-not-found",
				this.caller.post(Caller.REGION + "/scaling-groups/asg-none/alb-server-groups/attach", NEW_PAIR));
		this.ess.failNext("AttachAlbServerGroups", Fault.error(400, "QuotaExceeded.BackendServer", "?"));
		assertCode(409, "quota-exceeded", this.caller.post(ALB_ATTACH, NEW_PAIR));
	}

	private static void assertCode(int status, String code, Answer answer) {
		assertThat(answer.status()).as(code).isEqualTo(status);
		assertThat(answer.field("code")).isEqualTo(code);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					{"albServerGroups": []}                                                               | #/albServerGroups
					{"albServerGroups": [{"albServerGroupId": "a", "port": 1}]}                           | #/albServerGroups/0/weight
					{"albServerGroups": [{"albServerGroupId": "a", "port": 1, "weight": 101}]}            | #/albServerGroups/0/weight
					{"albServerGroups": [{"albServerGroupId": "a", "port": 1, "weight": -1}]}             | #/albServerGroups/0/weight
					{"albServerGroups": [{"albServerGroupId": "a", "port": 0, "weight": 1}]}              | #/albServerGroups/0/port
					{"albServerGroups": [null]}                                                           | #/albServerGroups/0
					{"albServerGroups": [{"albServerGroupId": "a", "port": 1, "weight": 1}, {"albServerGroupId": "a", "port": 1, "weight": 2}]} | #/albServerGroups
					{"albServerGroups": [{"albServerGroupId": "a", "port": 1, "weight": 1}], "forceDetach": true} | #/forceDetach
					{"albServerGroups": [{"albServerGroupId": "a", "port": 1, "weight": 1}], "allowLast": true} | #/allowLast
					""")
	void rejectsAnInvalidAlbAttach(String body, String pointer) {
		assertInvalid(this.caller.post(ALB_ATTACH, body), pointer);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					{"loadBalancers": ["lb-1"]}                                                            | #/loadBalancers/0
					{"loadBalancers": [{"loadBalancerId": "_"}]}                                           | #/loadBalancers/0/loadBalancerId
					{"loadBalancers": [{"loadBalancerId": "a", "weight": 101}]}                            | #/loadBalancers/0/weight
					{"loadBalancers": [{"loadBalancerId": "a", "weight": 1}, {"loadBalancerId": "a"}]}     | #/loadBalancers
					{"loadBalancers": [{"loadBalancerId": "a"}, {"loadBalancerId": "b"}, {"loadBalancerId": "c"}, {"loadBalancerId": "d"}, {"loadBalancerId": "e"}, {"loadBalancerId": "f"}]} | #/loadBalancers
					""")
	void rejectsAnInvalidLoadBalancerAttach(String body, String pointer) {
		assertInvalid(this.caller.post(CLB_ATTACH, body), pointer);
	}

	private void assertInvalid(Answer answer, String pointer) {
		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.json().path("errors").findValuesAsString("pointer")).containsExactly(pointer);
		assertThat(this.ess.received()).isEmpty();
	}

	@Test
	void rejectsIfMatchOnAnAttach() {
		assertThat(this.caller.post(ALB_ATTACH, NEW_PAIR, "If-Match", "*").status()).isEqualTo(400);
		assertThat(this.ess.received()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "true", "false" })
	void theUndoOfADetachRestoresWeightsAndForce(String force) {
		Answer detach = this.caller.post(Caller.ALB_DETACH, """
				{"albServerGroups": [{"albServerGroupId": "sgp-ddwb0y0g6y9bjm", "port": 80},
				                     {"albServerGroupId": "sgp-ddwb0y0g6y9bjm", "port": 22}], "forceDetach": %s}"""
			.formatted(force));
		assertThat(detach.json().path("undo").toString()).isEqualTo(
				"""
						{"method":"POST","href":"/api/v1/regions/cn-hangzhou/scaling-groups/asg-bp18p2yfxow2dloq/alb-server-groups/attach",\
						"body":{"albServerGroups":[{"albServerGroupId":"sgp-ddwb0y0g6y9bjm","port":22,"weight":100},\
						{"albServerGroupId":"sgp-ddwb0y0g6y9bjm","port":80,"weight":50}],"forceAttach":%s}}"""
					.formatted(force));
		this.ess.clock().advance(Duration.ofMinutes(5));
		Answer attach = send(detach.json().path("undo"));
		assertThat(attach.status()).isEqualTo(force.equals("true") ? 202 : 200);
		this.ess.clock().advance(Duration.ofMinutes(5));
		assertThat(group().albServerGroups()).containsExactlyInAnyOrderElementsOf(TestGroups.group().albServerGroups());
		assertThat(send(attach.json().path("undo")).field("state")).isIn("DETACHED", "IN_PROGRESS");
	}

	@Test
	void theUndoOfALoadBalancerDetachRestoresWeightAndAsync() {
		this.ess.add(TestGroups.group().loadBalancer("lb-weighted", 30));
		Answer detach = this.caller.post(Caller.CLB_DETACH, """
				{"loadBalancers": ["lb-bp1u7etiogg38yvwz", "lb-weighted"], "forceDetach": true, "async": true}""");
		assertThat(detach.json().at("/undo/body").toString()).isEqualTo("""
				{"loadBalancers":[{"loadBalancerId":"lb-weighted","weight":30},\
				{"loadBalancerId":"lb-bp1u7etiogg38yvwz"}],"forceAttach":true,"async":true}""");
		this.ess.clock().advance(Duration.ofMinutes(5));
		Answer attach = send(detach.json().path("undo"));
		assertThat(attach.json().at("/undo/body").toString()).isEqualTo("""
				{"loadBalancers":["lb-weighted","lb-bp1u7etiogg38yvwz"],"forceDetach":true,"async":true}""");
		this.ess.clock().advance(Duration.ofMinutes(5));
		assertThat(group().loadBalancerWeights()).containsOnlyKeys("lb-weighted");
		assertThat(group().loadBalancers()).hasSize(3);
	}

	@Test
	void thereIsNoUndoWithoutAllWeightsOfServerGroups() {
		this.ess.failNext("DescribeScalingGroups", Fault.answer(200, "application/json;charset=utf-8",
				"""
						{"RequestId": "R", "ScalingGroups": {"ScalingGroup": [{"ScalingGroupId": "asg-bp18p2yfxow2dloq",
						 "LoadBalancerIds": {"LoadBalancerId": ["lb-1"]},
						 "AlbServerGroups": {"AlbServerGroup": [{"AlbServerGroupId": "sgp-ddwb0y0g6y9bjm", "Port": 22}]}}]}}"""));
		Answer detach = this.caller.post(Caller.ALB_DETACH, TestGroups.ALB_DETACH);
		assertThat(detach.status()).isEqualTo(200);
		assertThat(detach.json().has("undo")).isFalse();
	}

	private Answer send(JsonNode undo) {
		assertThat(undo.path("method").asString()).isEqualTo("POST");
		return this.caller.post(undo.path("href").asString(), undo.path("body").toString());
	}

	private SimulatedGroup group() {
		return this.ess.group("cn-hangzhou", "asg-bp18p2yfxow2dloq");
	}

}
