package dev.essfacade.scalinggroup;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import dev.essfacade.support.Caller;
import dev.essfacade.support.Caller.Answer;
import dev.essfacade.support.FacadeTest;
import dev.essfacade.support.LogCapture;
import dev.essfacade.support.TestGroups;
import dev.esssimulator.ActivityOutcome;
import dev.esssimulator.EssSimulator;
import dev.esssimulator.Fault;
import dev.esssimulator.ReceivedRequest;
import dev.esssimulator.SimulatedGroup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code validateOnly} on every write. */
@FacadeTest
class PreviewTests {

	private static final String ONLY = "?validateOnly=true";

	private final EssSimulator ess;

	private final Caller caller;

	PreviewTests(EssSimulator ess, Caller caller) {
		this.ess = ess;
		this.caller = caller;
	}

	@AfterEach
	void nothingWasWritten() {
		assertThat(this.ess.ledger()).isEmpty();
		assertThat(actions()).noneMatch((action) -> action.startsWith("Detach") || action.startsWith("Attach"));
	}

	@Test
	void saysWhatWouldBeDetachedAndWhatRemains() {
		LogCapture.takeRecent();
		Answer answer = this.caller.post(Caller.ALB_DETACH + ONLY, TestGroups.ALB_DETACH, "Idempotency-Key", "k1");
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.field("state")).isEqualTo("VALIDATED");
		assertThat(answer.field("clientToken")).isEqualTo("k1");
		assertThat(answer.json().has("undo")).isFalse();
		JsonNode preview = answer.json().path("preview");
		assertThat(preview.path("wouldSucceed").asBoolean()).isTrue();
		assertThat(preview.has("code")).isFalse();
		assertThat(preview.path("detached").toString())
			.isEqualTo("[{\"albServerGroupId\":\"sgp-ddwb0y0g6y9bjm\",\"port\":22,\"weight\":100}]");
		assertThat(preview.path("notAttached")).isEmpty();
		assertThat(preview.path("remaining")).hasSize(4);
		assertThat(preview.path("busy").asBoolean()).isFalse();
		assertThat(preview.has("leavingInstances")).isFalse();
		assertThat(LogCapture.takeRecent()).noneMatch((line) -> line.startsWith("audit "));
		assertThat(actions()).containsExactly("DescribeScalingGroups", "DescribeScalingActivities");
	}

	@Test
	void namesTheInstancesOfAllPagesThatWouldLeave() {
		SimulatedGroup large = TestGroups.group().instance("i-standby", "Standby").instance("i-pending", "Pending");
		for (int i : IntStream.range(0, 60).toArray()) {
			large = large.instance("i-" + i, (i % 2 == 0) ? "Protected" : "Removing");
		}
		this.ess.add(large);
		JsonNode preview = this.caller.post(Caller.ALB_DETACH + ONLY, TestGroups.FORCED_ALB_DETACH)
			.json()
			.path("preview");
		assertThat(preview.path("leavingInstances")).hasSize(32);
		assertThat(preview.at("/leavingInstances/0").toString())
			.isEqualTo("{\"instanceId\":\"i-bp1abc\",\"lifecycleState\":\"InService\"}");
		assertThat(preview.path("leavingInstances").findValuesAsString("lifecycleState"))
			.contains("Standby", "Protected")
			.doesNotContain("Pending", "Removing");
		assertThat(actions()).filteredOn("DescribeScalingInstances"::equals).hasSize(2);
	}

	@Test
	void namesTheRunningActivity() {
		String activity = this.ess.startActivity("cn-hangzhou", "asg-bp18p2yfxow2dloq", ActivityOutcome.neverEnding());
		JsonNode preview = preview(Caller.CLB_DETACH, TestGroups.CLB_DETACH);
		assertThat(preview.path("busy").asBoolean()).isTrue();
		assertThat(preview.path("scalingActivityId").asString()).isEqualTo(activity);
		assertCode(preview, "scaling-group-busy");
	}

	@Test
	void anInactiveGroupIsBusyWithoutAnActivity() {
		this.ess.add(TestGroups.group().lifecycleState("Inactive"));
		JsonNode preview = preview(Caller.CLB_DETACH, TestGroups.CLB_DETACH);
		assertThat(preview.path("busy").asBoolean()).isTrue();
		assertThat(preview.has("scalingActivityId")).isFalse();
		assertCode(preview, "scaling-group-busy");
	}

	@Test
	void namesTargetsThatAreNotAttached() {
		JsonNode preview = preview(Caller.ALB_DETACH, """
				{"albServerGroups": [{"albServerGroupId": "sgp-none", "port": 80}], "forceDetach": true}""");
		assertThat(preview.path("notAttached").toString())
			.isEqualTo("[{\"albServerGroupId\":\"sgp-none\",\"port\":80}]");
		assertThat(preview.path("detached")).isEmpty();
		assertThat(preview.path("leavingInstances")).isEmpty();
		assertCode(preview, "not-attached");
	}

	@Test
	void aViolatedConditionIsACodeAndNoError() {
		this.ess.add(SimulatedGroup.in("cn-hangzhou").id("asg-bp18p2yfxow2dloq").loadBalancer("lb-bp1u7etiogg38yvwz"));
		assertCode(preview(Caller.CLB_DETACH, TestGroups.CLB_DETACH), "last-attachment");
		assertCode(preview(Caller.CLB_DETACH, TestGroups.CLB_DETACH, "If-Match", "\"old\""), "attachments-changed");
		assertThat(preview(Caller.CLB_DETACH, TestGroups.CLB_DETACH.replace("]}", "], \"allowLast\": true}"))
			.path("wouldSucceed")
			.asBoolean()).isTrue();
	}

	@Test
	void previewsAnAttach() {
		String path = Caller.GROUP + "/alb-server-groups/attach";
		JsonNode fresh = preview(path, """
				{"albServerGroups": [{"albServerGroupId": "sgp-new", "port": 80, "weight": 7}]}""");
		assertThat(fresh.path("wouldSucceed").asBoolean()).isTrue();
		assertThat(fresh.path("attached").toString())
			.isEqualTo("[{\"albServerGroupId\":\"sgp-new\",\"port\":80,\"weight\":7}]");
		JsonNode again = preview(path, """
				{"albServerGroups": [{"albServerGroupId": "sgp-ddwb0y0g6y9bjm", "port": 80, "weight": 7}]}""");
		assertThat(again.path("alreadyAttached").toString())
			.isEqualTo("[{\"albServerGroupId\":\"sgp-ddwb0y0g6y9bjm\",\"port\":80,\"weight\":50}]");
		assertCode(again, "already-attached");
		JsonNode balancer = preview(Caller.GROUP + "/load-balancers/attach",
				"{\"loadBalancers\": [{\"loadBalancerId\": \"lb-bp1u7etiogg38yvwz\"}]}");
		assertThat(balancer.path("alreadyAttached")).hasSize(1);
		assertThat(balancer.path("wouldSucceed").asBoolean()).as("ESS accepts it").isTrue();
		this.ess.startActivity("cn-hangzhou", "asg-bp18p2yfxow2dloq", ActivityOutcome.neverEnding());
		assertCode(preview(Caller.GROUP + "/load-balancers/attach",
				"{\"loadBalancers\": [{\"loadBalancerId\": \"lb-new\"}]}"), "scaling-group-busy");
	}

	@Test
	void aMissingGroupIsAnError() {
		Answer answer = this.caller.post(Caller.REGION + "/scaling-groups/asg-none/load-balancers/detach" + ONLY,
				TestGroups.CLB_DETACH);
		assertThat(answer.status()).isEqualTo(404);
		assertThat(answer.field("code")).isEqualTo("scaling-group-not-found");
	}

	@Test
	void aFailedReadIsAnError() {
		for (int attempt = 0; attempt < 4; attempt++) {
			this.ess.failNext("DescribeScalingActivities", Fault.html());
		}
		assertThat(this.caller.post(Caller.CLB_DETACH + ONLY, TestGroups.CLB_DETACH).field("code"))
			.isEqualTo("upstream-malformed");
	}

	@ParameterizedTest
	@ValueSource(strings = { "?validateOnly", "?validateOnly=", "?validateOnly=maybe", "?validateOnly=2",
			"?validateOnly=no", "?validateOnly=0", "?validateOnly=on", "?validateOnly=true%00", "?validateOnly=TRUE",
			"?validateOnly=false&validateOnly=true", "?validateonly=true", "?validate_only=true" })
	void anUnclearRequestIsNeitherAPreviewNorAWrite(String query) {
		assertThat(this.caller.post(Caller.CLB_DETACH + query, TestGroups.CLB_DETACH).status()).isEqualTo(400);
		assertThat(this.ess.received()).isEmpty();
	}

	@Test
	void anInvalidBodyIsAnErrorOfThePreview() {
		assertThat(this.caller.post(Caller.CLB_DETACH + ONLY, "{}").status()).isEqualTo(400);
		assertThat(this.ess.received()).isEmpty();
	}

	@Test
	void theKeyOfAPreviewStaysUnused() {
		this.caller.post(Caller.ALB_DETACH + ONLY, TestGroups.FORCED_ALB_DETACH, "Idempotency-Key", "k1");
		this.ess.clock().advance(Duration.ofMinutes(1));
		assertThat(this.ess.received()).noneMatch((request) -> request.parameters().containsKey("ClientToken"));
	}

	private JsonNode preview(String path, String body, String... headers) {
		Answer answer = this.caller.post(path + ONLY, body, headers);
		assertThat(answer.status()).isEqualTo(200);
		return answer.json().path("preview");
	}

	private static void assertCode(JsonNode preview, String code) {
		assertThat(preview.path("code").asString()).isEqualTo(code);
		assertThat(preview.path("wouldSucceed").asBoolean()).isFalse();
	}

	private List<String> actions() {
		return this.ess.received().stream().map(ReceivedRequest::action).toList();
	}

}
