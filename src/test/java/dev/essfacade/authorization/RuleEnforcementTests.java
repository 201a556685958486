package dev.essfacade.authorization;

import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

import dev.essfacade.audit.AuditRecords;
import dev.essfacade.security.FixedSubject;
import dev.essfacade.support.Caller;
import dev.essfacade.support.Caller.Answer;
import dev.essfacade.support.SimulatedEss;
import dev.essfacade.support.StartedFacade;
import dev.essfacade.support.TestGroups;
import dev.esssimulator.EssSimulator;
import dev.esssimulator.SimulatedGroup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/** Access rules applied to HTTP requests. */
@ExtendWith(OutputCaptureExtension.class)
class RuleEnforcementTests {

	private static final String RULES = """
			protected-groups: [asg-core]
			exceptions:
			  - name: CHG-1
			    callers: {sub: zoe}
			    until: 9999-12-31
			rules:
			  - name: ann-detaches
			    callers: {sub: ann}
			    actions: [DetachAlbServerGroups, DetachLoadBalancers, AttachAlbServerGroups, DescribeScalingActivities]
			    regions: [cn-hangzhou]
			    scaling-groups: [asg-bp18p2yfxow2dloq, asg-core]
			    targets: [sgp-ddwb0y0g6y9bjm, lb-*]
			  - name: zoe-does-everything
			    callers: {sub: zoe}
			    actions: ["*"]
			    regions: ["*"]
			    scaling-groups: ["*"]
			    targets: ["*"]
			    force: true
			  - name: max-reads-his-own
			    callers: {sub: max}
			    actions: [DescribeScalingActivities]
			    regions: [cn-hangzhou]
			    scaling-groups: [asg-max]
			  - name: kim-reads-attachments
			    callers: {sub: kim}
			    actions: [DescribeScalingGroups, DetachLoadBalancers]
			    regions: [cn-hangzhou]
			    scaling-groups: [asg-bp18p2yfxow2dloq, asg-core]
			    targets: ["*"]
			""";

	private static final EssSimulator ess = SimulatedEss.simulator();

	private static StartedFacade facade;

	@BeforeAll
	static void start() {
		facade = FacadeWithRules.under(RULES);
	}

	@AfterAll
	static void stop() {
		facade.close();
	}

	@BeforeEach
	void addTwoGroups() {
		ess.reset();
		ess.add(TestGroups.group());
		ess.add(SimulatedGroup.in("cn-hangzhou")
			.id("asg-core")
			.loadBalancer("lb-bp1u7etiogg38yvwz")
			.loadBalancer("lb-2"));
	}

	@Test
	void allowsADetachThatARuleAllows() {
		assertThat(post("ann", Caller.ALB_DETACH, TestGroups.ALB_DETACH).status()).isEqualTo(200);
		assertThat(ess.ledger()).hasSize(1);
	}

	@Test
	void deniesACallWithoutARuleAndNamesTheMissingRight() {
		isForbidden(post("bob", Caller.ALB_DETACH, TestGroups.ALB_DETACH),
				"No rule allows this caller to call DetachAlbServerGroups on this scaling group.");
		isForbidden(
				post("ann", Caller.REGION + "/scaling-groups/asg-other/load-balancers/detach", TestGroups.CLB_DETACH),
				"No rule allows this caller to call DetachLoadBalancers on this scaling group.");
		isForbidden(post("ann", Caller.ALB_DETACH, TestGroups.FORCED_ALB_DETACH),
				"No rule allows this caller to call DetachAlbServerGroups with force on all of these targets of this scaling group.");
		isForbidden(
				post("ann", Caller.CLB_DETACH,
						TestGroups.CLB_DETACH.replaceFirst("}\\s*$", ", \"forceDetach\": true}")),
				"No rule allows this caller to call DetachLoadBalancers with force on all of these targets of this scaling group.");
		isForbidden(post("ann", Caller.CLB_DETACH, "{\"loadBalancers\": [\"lb-1\", \"nlb-1\"]}"),
				"No rule allows this caller to call DetachLoadBalancers on these targets of this scaling group: nlb-1.");
		isForbidden(post("ann", Caller.ALB_DETACH, """
				{"albServerGroups": [{"albServerGroupId": "sgp-ddwb0y0g6y9bjm", "port": 22},
				  {"albServerGroupId": "sgp-n8aqvz6ul9nqm3", "port": 80}]}"""),
				"No rule allows this caller to call DetachAlbServerGroups on these targets of this scaling group: sgp-n8aqvz6ul9nqm3.");
	}

	@Test
	void deniesAWriteToAProtectedGroupWithoutAnException() {
		String core = Caller.REGION + "/scaling-groups/asg-core/load-balancers/detach";
		Answer denied = post("ann", core, TestGroups.CLB_DETACH);
		assertThat(denied.status()).isEqualTo(403);
		assertThat(denied.field("code")).isEqualTo("protected");
		assertThat(ess.received()).isEmpty();
		assertThat(post("zoe", core, TestGroups.CLB_DETACH).status()).isEqualTo(200);
	}

	@Test
	void anAttachNeedsARuleItsForceAndAnExceptionAsADetachDoes() {
		String attach = Caller.GROUP + "/alb-server-groups/attach";
		isForbidden(post("kim", attach, TestGroups.ALB_ATTACH),
				"No rule allows this caller to call AttachAlbServerGroups on this scaling group.");
		isForbidden(post("ann", attach, TestGroups.ALB_ATTACH.replace("]}", "], \"forceAttach\": true}")),
				"No rule allows this caller to call AttachAlbServerGroups with force on all of these targets of this scaling group.");
		isForbidden(post("ann", attach, TestGroups.ALB_ATTACH.replace("sgp-ddwb0y0g6y9bjm", "sgp-other")),
				"No rule allows this caller to call AttachAlbServerGroups on these targets of this scaling group: sgp-other.");
		Answer core = post("ann", Caller.REGION + "/scaling-groups/asg-core/alb-server-groups/attach",
				TestGroups.ALB_ATTACH);
		assertThat(core.field("code")).isEqualTo("protected");
		assertThat(ess.received()).isEmpty();
		assertThat(post("zoe", Caller.REGION + "/scaling-groups/asg-core/alb-server-groups/attach",
				TestGroups.ALB_ATTACH.replace("]}", "], \"forceAttach\": true}"))
			.status()).isEqualTo(202);
	}

	@Test
	void attachmentsNeedARuleForTheirGroupWhetherItExistsOrNot() {
		assertThat(get("kim", Caller.GROUP + "/attachments").status()).isEqualTo(200);
		ess.reset();
		String denied = "No rule allows this caller to call DescribeScalingGroups on this scaling group.";
		isForbidden(get("kim", Caller.REGION + "/scaling-groups/asg-other/attachments"), denied);
		isForbidden(get("ann", Caller.GROUP + "/attachments"),
				"No rule allows this caller to call DescribeScalingGroups in this region.");
		isForbidden(get("kim", Caller.REGION + "/scaling-groups/asg-max/attachments"), denied);
	}

	@Test
	void theReadBeforeADetachNeedsNoRightToRead() {
		Answer detach = post("ann", Caller.ALB_DETACH, TestGroups.ALB_DETACH);
		assertThat(detach.status()).isEqualTo(200);
		assertThat(detach.json().at("/undo/body/albServerGroups")).as("only the named target").hasSize(1);
	}

	@Test
	void aPreviewWithoutTheRightToReadShowsOnlyTheNamedTargets() {
		JsonNode little = post("ann", Caller.CLB_DETACH + "?validateOnly=true", TestGroups.CLB_DETACH).json()
			.path("preview");
		assertThat(little.path("detached")).hasSize(1);
		assertThat(little.has("remaining")).isFalse();
		JsonNode all = post("kim", Caller.CLB_DETACH + "?validateOnly=true", TestGroups.CLB_DETACH).json()
			.path("preview");
		assertThat(all.path("remaining")).hasSize(4);
	}

	@Test
	void aPreviewNeedsTheRightToTheWriteAndNamesProtection() {
		isForbidden(post("bob", Caller.CLB_DETACH + "?validateOnly=true", TestGroups.CLB_DETACH),
				"No rule allows this caller to call DetachLoadBalancers on this scaling group.");
		isForbidden(
				post("kim", Caller.CLB_DETACH + "?validateOnly=true",
						TestGroups.CLB_DETACH.replace("]}", "], \"forceDetach\": true}")),
				"No rule allows this caller to call DetachLoadBalancers with force on all of these targets of this scaling group.");
		Answer core = post("kim", Caller.REGION + "/scaling-groups/asg-core/load-balancers/detach?validateOnly=true",
				TestGroups.CLB_DETACH);
		assertThat(core.status()).isEqualTo(200);
		assertThat(core.json().at("/preview/code").asString()).isEqualTo("protected");
		assertThat(core.json().at("/preview/wouldSucceed").asBoolean()).isFalse();
	}

	@Test
	void hidesAnotherTeamsActivityAsIfItDidNotExist() {
		String location = post("zoe", Caller.ALB_DETACH, TestGroups.FORCED_ALB_DETACH).mustHave("Location");
		String theirs = location.substring(0, location.indexOf('?'));
		assertThat(get("ann", theirs).status()).isEqualTo(200);
		Answer hidden = get("max", theirs);
		assertThat(hidden.status()).isEqualTo(404);
		assertThat(withoutIds(hidden)).isEqualTo(withoutIds(get("max", Caller.ACTIVITY)));
	}

	@Test
	void hidesAnotherTeamsActivityThatJustStarted() {
		String since = "?since=" + Instant.now().getEpochSecond();
		String location = post("zoe", Caller.ALB_DETACH, TestGroups.FORCED_ALB_DETACH).mustHave("Location");
		Answer hidden = get("max", location.substring(0, location.indexOf('?')) + since);
		assertThat(hidden.field("state")).isEqualTo("IN_PROGRESS");
		assertThat(withoutIds(hidden)).isEqualTo(withoutIds(get("max", Caller.ACTIVITY + since)));
	}

	/** The audit record names the scaling group, which the response hides. */
	@Test
	void recordsADeniedReadWithTheCodeOfTheResponse(CapturedOutput output) {
		String since = "?since=" + Instant.now().getEpochSecond();
		String location = post("zoe", Caller.ALB_DETACH, TestGroups.FORCED_ALB_DETACH).mustHave("Location");
		String theirs = location.substring(0, location.indexOf('?'));
		assertThat(get("max", theirs).status()).isEqualTo(404);
		assertThat(get("max", theirs + since).status()).isEqualTo(200);
		assertThat(get("bob", theirs).status()).isEqualTo(403);
		List<JsonNode> denials = output.getOut()
			.lines()
			.filter((line) -> line.contains("DescribeScalingActivities: denial"))
			.map((line) -> AuditRecords.parse(line.substring(line.indexOf('{'))))
			.toList();
		assertThat(denials).extracting((denial) -> AuditRecords.text(denial, "user.id"))
			.containsExactly("max", "max", "bob");
		assertThat(denials).extracting((denial) -> AuditRecords.text(denial, "essfacade.code"))
			.containsExactly("activity-not-found", "in-progress", "forbidden");
		assertThat(denials).extracting((denial) -> AuditRecords.text(denial, "essfacade.scaling_group"))
			.containsExactly("asg-bp18p2yfxow2dloq", "asg-bp18p2yfxow2dloq", "");
		assertThat(denials).allSatisfy((denial) -> {
			assertThat(theirs).endsWith("/" + AuditRecords.text(denial, "essfacade.activity_id"));
			assertThat(AuditRecords.text(denial, "essfacade.decision.verdict")).isEqualTo("forbidden");
			assertThat(AuditRecords.text(denial, "essfacade.decision.rule")).isEqualTo("default-deny");
		});
	}

	@Test
	void deniesAReadWithoutARuleInTheRegionBeforeCallingEss() {
		isForbidden(get("bob", Caller.ACTIVITY),
				"No rule allows this caller to call DescribeScalingActivities in this region.");
		isForbidden(get("max", "/api/v1/regions/cn-beijing/scaling-activities/asa-1"),
				"No rule allows this caller to call DescribeScalingActivities in this region.");
	}

	@Test
	void allowsEveryCallerToListTheRegions() {
		assertThat(get("bob", "/api/v1/regions").status()).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/scaling-groups/asg-1/load-balancers/detach", "/scaling-activities/asa-1" })
	void rejectsAnUnknownRegionBeforeTheAccessDecision(String path) {
		String address = "/api/v1/regions/cn-nowhere" + path;
		Answer answer = path.endsWith("detach") ? post("bob", address, TestGroups.CLB_DETACH) : get("bob", address);
		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.field("code")).isEqualTo("unknown-region");
	}

	private static void isForbidden(Answer answer, String detail) {
		assertThat(answer.status()).isEqualTo(403);
		assertThat(answer.field("code")).isEqualTo("forbidden");
		assertThat(answer.field("detail")).matches(Pattern.quote(detail)
				+ "( Nothing was executed.)? (Ask the operator for"
				+ "|Remove these targets from the request, or ask the operator for|Send one request for each target).*");
		assertThat(answer.json().path("retryable").booleanValue()).isFalse();
		assertThat(ess.received()).isEmpty();
	}

	private static String withoutIds(Answer answer) {
		return answer.http()
			.body()
			.replaceAll("asa-[a-z0-9]+", "asa")
			.replaceAll("\"(correlationId|requestId)\":\"[^\"]+\"", "");
	}

	private static Answer post(String caller, String path, String json) {
		return facade.caller().post(path, json, FixedSubject.HEADER, caller);
	}

	private static Answer get(String caller, String path) {
		return facade.caller().get(path, FixedSubject.HEADER, caller);
	}

}
