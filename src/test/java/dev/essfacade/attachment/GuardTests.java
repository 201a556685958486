package dev.essfacade.attachment;

import java.util.List;
import java.util.stream.Stream;

import dev.essfacade.support.Caller;
import dev.essfacade.support.Caller.Answer;
import dev.essfacade.support.FacadeTest;
import dev.essfacade.support.LogCapture;
import dev.essfacade.support.TestGroups;
import dev.esssimulator.EssSimulator;
import dev.esssimulator.Fault;
import dev.esssimulator.ReceivedRequest;
import dev.esssimulator.SimulatedGroup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * The read of the attachments before a detach, and the checks that use it: last
 * attachment, {@code If-Match}.
 */
@FacadeTest
class GuardTests {

	private static final String ONE = "{\"albServerGroups\": [{\"albServerGroupId\": \"sgp-1\", \"port\": 80}]";

	private final EssSimulator ess;

	private final Caller caller;

	GuardTests(EssSimulator ess, Caller caller) {
		this.ess = ess;
		this.caller = caller;
	}

	@Test
	void declinesToDetachTheLastAttachment() {
		this.ess.add(onlyOne());
		LogCapture.takeRecent();
		Answer answer = this.caller.post(Caller.ALB_DETACH, ONE + "}", "Idempotency-Key", "k1");
		assertThat(answer.status()).isEqualTo(409);
		assertThat(answer.field("code")).isEqualTo("last-attachment");
		assertThat(answer.field("clientToken")).isEqualTo("k1");
		assertThat(answer.field("detail")).contains("allowLast");
		assertThat(this.ess.ledger()).isEmpty();
		assertThat(LogCapture.takeRecent()).filteredOn((line) -> line.startsWith("audit "))
			.singleElement()
			.asString()
			.contains("\"denial\"", "\"last-attachment\"");
	}

	@Test
	void detachesTheLastAttachmentIfThatIsAllowed() {
		this.ess.add(onlyOne());
		assertThat(this.caller.post(Caller.ALB_DETACH, ONE + ", \"allowLast\": true}").status()).isEqualTo(200);
		assertThat(this.ess.ledger()).hasSize(1);
	}

	static Stream<Arguments> othersThatSendTraffic() {
		return Stream.of(arguments(onlyOne().loadBalancer("lb-1"), 200),
				arguments(onlyOne().loadBalancer("lb-1", 1), 200), arguments(onlyOne().loadBalancer("lb-1", 0), 409),
				arguments(onlyOne().albServerGroup("sgp-1", 81, 1), 200),
				arguments(onlyOne().albServerGroup("sgp-1", 81, 0), 409),
				arguments(onlyOne().serverGroup("sgp-n", "NLB", 80, 1), 200),
				arguments(onlyOne().serverGroup("sgp-g", "GWLB", 80, 1), 200),
				arguments(onlyOne().serverGroup("sgp-g", "GWLB", 80, 0), 409),
				arguments(onlyOne().vServerGroup("lb-v", "rsp-1", 80, 1), 200),
				arguments(onlyOne().vServerGroup("lb-v", "rsp-1", 80, 0), 409),
				arguments(onlyOne().serverGroup("sgp-1", "ALB", 80, 100), 409));
	}

	@ParameterizedTest
	@MethodSource("othersThatSendTraffic")
	void countsEverythingThatStillSendsTraffic(SimulatedGroup group, int status) {
		this.ess.add(group);
		assertThat(this.caller.post(Caller.ALB_DETACH, ONE + "}").status()).isEqualTo(status);
	}

	@Test
	void aLoadBalancerAndItsVServerGroupAreTwoAttachments() {
		this.ess.add(SimulatedGroup.in("cn-hangzhou")
			.id("asg-bp18p2yfxow2dloq")
			.loadBalancer("lb-1")
			.vServerGroup("lb-1", "rsp-1", 80, 1));
		assertThat(this.caller.post(Caller.CLB_DETACH, "{\"loadBalancers\": [\"lb-1\"]}").status()).isEqualTo(200);
	}

	@Test
	void aDetachOfSomethingThatIsNotAttachedReachesEss() {
		this.ess.add(onlyOne());
		Answer answer = this.caller.post(Caller.CLB_DETACH, "{\"loadBalancers\": [\"lb-9\"]}", "If-Match", "\"old\"");
		assertThat(answer.field("code")).isEqualTo("not-attached");
		assertThat(actions()).containsExactly("DescribeScalingGroups", "DetachLoadBalancers");
	}

	@Test
	void aRepeatAfterAnUnknownOutcomeGetsTheResponseOfTheFirst() {
		this.ess.add(onlyOne());
		for (int attempt = 0; attempt < 4; attempt++) {
			this.ess.failNext("DetachAlbServerGroups", Fault.resetAfterCommit());
		}
		String[] key = { "Idempotency-Key", "k1", "If-Match",
				this.caller.get(Caller.GROUP + "/attachments").mustHave("ETag") };
		Answer first = this.caller.post(Caller.ALB_DETACH, ONE + ", \"allowLast\": true}", key);
		assertThat(first.field("code")).isEqualTo("outcome-unknown");
		Answer repeated = first;
		for (int repeat = 0; repeat < 4 && repeated.status() == 504; repeat++) {
			repeated = this.caller.post(Caller.ALB_DETACH, ONE + ", \"allowLast\": true}", key);
		}
		assertThat(repeated.status()).isEqualTo(200);
		assertThat(repeated.json().has("undo")).isFalse();
		assertThat(this.ess.ledger()).hasSize(1);
	}

	@Test
	void namesTheTargetsThatAreNotAttached() {
		Answer answer = this.caller.post(Caller.ALB_DETACH,
				"""
						{"albServerGroups": [{"albServerGroupId": "sgp-ddwb0y0g6y9bjm", "port": 22},
						  {"albServerGroupId": "sgp-ddwb0y0g6y9bjm", "port": 23}, {"albServerGroupId": "sgp-none", "port": 80}]}""");
		assertThat(answer.field("code")).isEqualTo("not-attached");
		assertThat(answer.json().path("errors").findValuesAsString("pointer")).containsExactly("#/albServerGroups/1",
				"#/albServerGroups/2");
		assertThat(answer.json().path("upstream").path("code").asString()).isEqualTo("AlbServerGroup.NotAttached");
		Answer balancers = this.caller.post(Caller.CLB_DETACH,
				"{\"loadBalancers\": [\"lb-bp1u7etiogg38yvwz\", \"lb-none\"]}");
		assertThat(balancers.json().path("errors").findValuesAsString("pointer")).containsExactly("#/loadBalancers/1");
	}

	@Test
	void namesNoTargetsForAnotherError() {
		this.ess.failNext("DetachAlbServerGroups", Fault.error(400, "InvalidParameter", "?"));
		assertThat(this.caller.post(Caller.ALB_DETACH, ONE + "}").json().has("errors")).isFalse();
	}

	static Stream<Arguments> conditions() {
		return Stream.of(arguments("*", 200), arguments("%s", 200), arguments("W/%s", 200),
				arguments("\"a\", W/\"b\", %s", 200), arguments("\"a\"", 412), arguments("W/\"a\", \"\"", 412));
	}

	@ParameterizedTest
	@MethodSource("conditions")
	void executesADetachOnlyIfTheAttachmentsAreUnchanged(String condition, int status) {
		String tag = this.caller.get(Caller.GROUP + "/attachments").mustHave("ETag");
		Answer answer = this.caller.post(Caller.ALB_DETACH, TestGroups.ALB_DETACH, "If-Match",
				condition.replace("%s", tag));
		assertThat(answer.status()).isEqualTo(status);
		if (status == 412) {
			assertThat(answer.field("code")).isEqualTo("attachments-changed");
			assertThat(answer.field("detail")).contains("Read the attachments again");
			assertThat(this.ess.ledger()).isEmpty();
		}
	}

	@Test
	void aChangedWeightIsAChange() {
		String tag = this.caller.get(Caller.GROUP + "/attachments").mustHave("ETag");
		this.ess.add(TestGroups.group()
			.withoutAlbServerGroup("sgp-n8aqvz6ul9nqm3:80")
			.albServerGroup("sgp-n8aqvz6ul9nqm3", 80, 51));
		assertThat(this.caller.post(Caller.ALB_DETACH, TestGroups.ALB_DETACH, "If-Match", tag).status()).isEqualTo(412);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "tag", "foo*", "\"a", "\"a\" \"b\"", "*, \"a\"", "w/\"a\"", "\"a\"," })
	void rejectsAMalformedCondition(String condition) {
		Answer answer = this.caller.post(Caller.ALB_DETACH, TestGroups.ALB_DETACH, "If-Match", condition);
		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.json().at("/errors/0/parameter").asString()).isEqualTo("If-Match");
		assertThat(this.ess.received()).isEmpty();
	}

	@Test
	void severalIfMatchHeadersAreOneCondition() {
		String tag = this.caller.get(Caller.GROUP + "/attachments").mustHave("ETag");
		assertThat(this.caller.post(Caller.ALB_DETACH, TestGroups.ALB_DETACH, "If-Match", "\"a\"", "If-Match", tag)
			.status()).isEqualTo(200);
	}

	static Stream<Arguments> failedReads() {
		return Stream.of(arguments(Fault.serverError(), 503, "upstream-unavailable"),
				arguments(Fault.resetBeforeCommit(), 503, "upstream-unavailable"),
				arguments(Fault.html(), 502, "upstream-malformed"),
				arguments(Fault.truncatedErrorInString(), 502, "upstream-malformed"),
				arguments(Fault.error(403, "Forbidden.RAM", "?"), 502, "upstream-credentials"),
				arguments(Fault.throttled(), 429, "upstream-throttled"));
	}

	@ParameterizedTest
	@MethodSource("failedReads")
	void sendsNothingIfTheReadFails(Fault fault, int status, String code) {
		failReads(fault);
		LogCapture.takeRecent();
		Answer answer = this.caller.post(Caller.ALB_DETACH, TestGroups.ALB_DETACH, "Idempotency-Key", "k1");
		assertThat(answer.status()).isEqualTo(status);
		assertThat(answer.field("code")).isEqualTo(code);
		assertThat(answer.field("clientToken")).isEqualTo("k1");
		assertThat(actions()).containsOnly("DescribeScalingGroups");
		assertThat(LogCapture.takeRecent()).filteredOn((line) -> line.startsWith("audit "))
			.singleElement()
			.asString()
			.contains("DetachAlbServerGroups: denial", "\"" + code + "\"");
	}

	@ParameterizedTest
	@MethodSource("failedReads")
	void proceedsAfterAFailedReadIfTheLastMayBeDetached(Fault fault) {
		failReads(fault);
		LogCapture.takeRecent();
		Answer answer = this.caller.post(Caller.ALB_DETACH,
				TestGroups.ALB_DETACH.replace("]}", "], \"allowLast\": true}"));
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.json().has("undo")).isFalse();
		assertThat(LogCapture.takeRecent()).filteredOn((line) -> line.contains("DetachAlbServerGroups: intent"))
			.singleElement()
			.asString()
			.contains("\"read_outcome\":", "\"allow_last\":true")
			.doesNotContain("\"attached\"", "\"read_outcome\":\"ok\"");
	}

	@Test
	void aFailedReadPreventsADetachWithACondition() {
		failReads(Fault.serverError());
		Answer answer = this.caller.post(Caller.ALB_DETACH,
				TestGroups.ALB_DETACH.replace("]}", "], \"allowLast\": true}"), "If-Match", "*");
		assertThat(answer.status()).isEqualTo(503);
		assertThat(actions()).containsOnly("DescribeScalingGroups");
	}

	@Test
	void theIntentContainsTheWeightsThatEssDiscards() {
		LogCapture.takeRecent();
		this.caller.post(Caller.ALB_DETACH, TestGroups.ALB_DETACH);
		assertThat(LogCapture.takeRecent()).filteredOn((line) -> line.contains("DetachAlbServerGroups: intent"))
			.singleElement()
			.asString()
			.contains("\"read_outcome\":\"ok\",\"allow_last\":false,\"attached\":[\"sgp-ddwb0y0g6y9bjm:22=100\"]");
	}

	private void failReads(Fault fault) {
		for (int attempt = 0; attempt < 4; attempt++) {
			this.ess.failNext("DescribeScalingGroups", fault);
		}
	}

	private List<String> actions() {
		return this.ess.received().stream().map(ReceivedRequest::action).toList();
	}

	private static SimulatedGroup onlyOne() {
		return SimulatedGroup.in("cn-hangzhou").id("asg-bp18p2yfxow2dloq").albServerGroup("sgp-1", 80, 100);
	}

}
