package dev.essfacade.contract;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import dev.essfacade.support.Caller;
import dev.essfacade.support.Caller.Answer;
import dev.essfacade.support.FacadeTest;
import dev.essfacade.support.LogCapture;
import dev.essfacade.support.SimulatedEss;
import dev.essfacade.support.TestGroups;
import dev.esssimulator.EssSimulator;
import dev.esssimulator.Fault;
import dev.esssimulator.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** The service maps each error of ESS to one status and one problem code. */
@FacadeTest
class EssErrorTests {

	private static final Set<String> RETRYABLE = Set.of("scaling-group-busy", "idempotency-key-in-use",
			"upstream-throttled", "upstream-unavailable");

	private final EssSimulator ess;

	private final Caller caller;

	EssErrorTests(EssSimulator ess, Caller caller) {
		this.ess = ess;
		this.caller = caller;
	}

	static Stream<Arguments> essErrors() {
		return Stream.of(arguments(400, "AlbServerGroup.NotAttached", 409, "not-attached"),
				arguments(404, "InvalidLoadBalancerId.NotFound", 409, "not-attached"),
				arguments(404, "InvalidScalingGroupId.NotFound", 404, "scaling-group-not-found"),
				arguments(400, "ScalingActivityInProgress", 409, "scaling-group-busy"),
				arguments(400, "IncorrectScalingGroupStatus", 409, "scaling-group-busy"),
				arguments(400, "InvalidOperation.Conflict", 409, "scaling-group-busy"),
				arguments(400, "IdempotentParameterMismatch", 422, "idempotency-key-reused"),
				arguments(400, "Throttling", 429, "upstream-throttled"),
				arguments(400, "Throttling.User", 429, "upstream-throttled"),
				arguments(400, "Throttling.Api", 429, "upstream-throttled"),
				arguments(403, "Forbidden", 502, "upstream-credentials"),
				arguments(403, "Forbidden.RAM", 502, "upstream-credentials"),
				arguments(403, "Forbidden.Unauthorized", 502, "upstream-credentials"),
				arguments(404, "InvalidAccessKeyId.NotFound", 502, "upstream-credentials"),
				arguments(400, "InvalidAccessKeyId.Inactive", 502, "upstream-credentials"),
				arguments(400, "SignatureDoesNotMatch", 502, "upstream-credentials"),
				arguments(400, "IncompleteSignature", 502, "upstream-credentials"),
				arguments(400, "SignatureNonceUsed", 502, "upstream-credentials"),
				arguments(400, "InvalidTimeStamp.Expired", 502, "upstream-credentials"),
				arguments(400, "InvalidTimeStamp.Format", 502, "upstream-credentials"),
				arguments(400, "InvalidSecurityToken.Expired", 502, "upstream-credentials"),
				arguments(400, "InvalidSecurityToken.MismatchWithAccessKey", 502, "upstream-credentials"),
				arguments(400, "MissingSecurityToken", 502, "upstream-credentials"),
				arguments(403, "NoPermission", 502, "upstream-credentials"),
				arguments(403, "AccessDenied", 502, "upstream-credentials"),
				arguments(403, "UnauthorizedOperation", 502, "upstream-credentials"),
				arguments(403, "ImplicitDeny", 502, "upstream-credentials"),
				arguments(400, "IllegalTimestamp", 502, "upstream-credentials"),
				arguments(404, "InvalidAccessKeyId", 502, "upstream-credentials"),
				arguments(400, "MissingAccessKeyId", 502, "upstream-credentials"),
				arguments(400, "IdempotentProcessing", 409, "idempotency-key-in-use"),
				arguments(403, "LastTokenProcessing", 409, "idempotency-key-in-use"),
				arguments(400, "OperationFailed.TokenIsProcessing", 409, "idempotency-key-in-use"),
				arguments(400, "NoSuchVersion", 502, "upstream-misconfigured"),
				arguments(400, "InvalidVersion", 502, "upstream-misconfigured"),
				arguments(404, "InvalidApi.NotFound", 502, "upstream-misconfigured"),
				arguments(400, "UnsupportedOperation", 502, "upstream-misconfigured"),
				arguments(400, "InvalidProtocol.NeedSsl", 502, "upstream-misconfigured"),
				arguments(400, "QuotaExceeded.LoadBalancer", 409, "quota-exceeded"),
				arguments(400, "AlbServerGroup.AlreadyAttached", 409, "already-attached"),
				arguments(400, "AlbServerGroup.NotExist", 404, "target-not-found"),
				arguments(400, "InvalidLoadBalancerId.RegionMismatch", 400, "upstream-rejected"),
				arguments(400, "InvalidParameter", 400, "upstream-rejected"),
				arguments(409, "SomethingNew", 400, "upstream-rejected"),
				arguments(503, "ServiceUnavailable", 503, "upstream-unavailable"));
	}

	@ParameterizedTest
	@MethodSource("essErrors")
	void anEssErrorHasTheSameProblemForEveryOperation(int essStatus, String essCode, int status, String code) {
		for (Answer answer : allThreeOperations(Fault.error(essStatus, essCode, "Says ESS."))) {
			assertThat(answer.status()).isEqualTo(status);
			assertThat(answer.field("code")).isEqualTo(code);
			assertThat(answer.json().path("retryable").booleanValue()).isEqualTo(RETRYABLE.contains(code));
			assertThat(answer.json().path("upstream").path("code").stringValue()).isEqualTo(essCode);
			assertThat(answer.json().path("upstream").path("httpStatus").intValue()).isEqualTo(essStatus);
			assertThat(answer.json().path("upstream").path("requestId").stringValue()).isNotBlank();
			assertThat(answer.json().path("upstream").path("recommend").stringValue()).contains(essCode);
			itIsAProblemDocument(answer);
		}
	}

	static Stream<Arguments> unknownOutcomes() {
		return Stream.of(arguments(Fault.serverError(), 503, "upstream-unavailable"),
				arguments(Fault.error(502, "BadGateway", "?"), 503, "upstream-unavailable"),
				arguments(Fault.error(504, "GatewayTimeout", "?"), 503, "upstream-unavailable"),
				arguments(Fault.badGatewayHtml(), 502, "upstream-malformed"),
				arguments(Fault.resetAfterCommit(), 503, "upstream-unavailable"),
				arguments(Fault.html(), 502, "upstream-malformed"), arguments(Fault.empty(), 502, "upstream-malformed"),
				arguments(Fault.truncated(), 503, "upstream-unavailable"),
				arguments(Fault.huge(), 502, "upstream-malformed"),
				arguments(Fault.withoutRequestId(), 502, "upstream-malformed"),
				arguments(Fault.codeInSuccess(), 502, "upstream-malformed"));
	}

	@ParameterizedTest
	@MethodSource("unknownOutcomes")
	void an5xxIsAnUnknownOutcomeForAWriteAndAFailureForARead(Fault fault, int readStatus, String readCode) {
		keepFailing("DetachAlbServerGroups", fault);
		LogCapture.takeRecent();
		Answer write = this.caller.post(Caller.ALB_DETACH, TestGroups.ALB_DETACH, "Idempotency-Key", "my-key");
		assertThat(write.status()).isEqualTo(504);
		assertThat(write.field("code")).isEqualTo("outcome-unknown");
		assertThat(write.field("clientToken")).isEqualTo("my-key");
		assertThat(write.json().path("retryable").booleanValue()).isTrue();
		itIsAProblemDocument(write);
		assertThat(LogCapture.takeRecent()).anyMatch((line) -> line.startsWith("dev.essfacade.ess.EssClient ")
				&& line.contains("asg-bp18p2yfxow2dloq in cn-hangzhou: outcome_unknown (")
				&& line.contains("client token my-key"));

		keepFailing("DescribeScalingActivities", fault);
		Answer read = this.caller.get(Caller.ACTIVITY);
		assertThat(read.status()).isEqualTo(readStatus);
		assertThat(read.field("code")).isEqualTo(readCode);
		assertThat(read.field("clientToken")).isNull();
		itIsAProblemDocument(read);
	}

	@Test
	void reportsAMissingGroupForEachWordingOfEss() {
		String unknownGroup = Caller.REGION + "/scaling-groups/asg-nobody";
		for (String what : List.of("alb-server-groups", "load-balancers")) {
			Answer answer = this.caller.post(unknownGroup + "/" + what + "/detach",
					what.startsWith("alb") ? TestGroups.ALB_DETACH : TestGroups.CLB_DETACH);
			assertThat(answer.status()).isEqualTo(404);
			assertThat(answer.field("code")).isEqualTo("scaling-group-not-found");
		}
		this.ess.failNext("DetachAlbServerGroups", Fault.error(400, "InvalidParameter",
				"The specified value of parameter \"ScalingGroupId\" is not valid."));
		assertThat(this.caller.post(Caller.ALB_DETACH, TestGroups.ALB_DETACH).field("code"))
			.isEqualTo("scaling-group-not-found");
	}

	@Test
	void detachingATargetThatIsNotAttachedIsAConflict() {
		assertThat(this.caller.post(Caller.ALB_DETACH, TestGroups.ALB_DETACH).status()).isEqualTo(200);
		assertThat(this.caller.post(Caller.ALB_DETACH, TestGroups.ALB_DETACH).field("code")).isEqualTo("not-attached");
		assertThat(this.caller.post(Caller.CLB_DETACH, TestGroups.CLB_DETACH).status()).isEqualTo(200);
		assertThat(this.caller.post(Caller.CLB_DETACH, TestGroups.CLB_DETACH).field("code")).isEqualTo("not-attached");
	}

	@ParameterizedTest
	@ValueSource(strings = { "InvalidOperation.Conflict", "AlbServerGroup.NotAttached",
			"InvalidScalingGroupId.NotFound", "Forbidden.RAM", "Odd" })
	void anErrorCodeWithStatus500IsAnUnknownOutcome(String code) {
		keepFailing("DetachAlbServerGroups", Fault.error(500, code, "?"));
		Answer answer = this.caller.post(Caller.ALB_DETACH, TestGroups.ALB_DETACH);
		assertThat(answer.status()).isEqualTo(504);
		assertThat(answer.field("code")).isEqualTo("outcome-unknown");
		assertThat(answer.json().path("upstream").path("code").stringValue()).isEqualTo(code);
	}

	@Test
	void aBusyGroupIsReportedWithRetryAfter() {
		this.caller.post(Caller.ALB_DETACH, TestGroups.FORCED_ALB_DETACH);
		Answer busy = this.caller.post(Caller.CLB_DETACH, TestGroups.CLB_DETACH);
		assertThat(busy.status()).isEqualTo(409);
		assertThat(busy.field("code")).isEqualTo("scaling-group-busy");
		assertThat(busy.json().path("retryable").booleanValue()).isTrue();
		assertThat(busy.mustHave("Retry-After")).containsOnlyDigits();
	}

	@Test // F9
	void retryAfterOfAThrottledCallIsAtLeastThatOfEss() {
		this.ess.failNext(Fault.throttled(Duration.ofMillis(29_500)));
		Answer answer = this.caller.get(Caller.ACTIVITY);
		assertThat(answer.status()).isEqualTo(429);
		assertThat(answer.header("Retry-After")).isEqualTo("30");
	}

	@Test
	void retryAfterOfAnUnknownOutcomeIsAtLeastThatOfEss() {
		this.ess.failNext("DetachAlbServerGroups",
				Fault.answer(HttpResponse.of(503, "text/html", "<html>busy</html>").with("Retry-After", "40")));
		Answer answer = this.caller.post(Caller.ALB_DETACH, TestGroups.ALB_DETACH);
		assertThat(answer.field("code")).isEqualTo("outcome-unknown");
		assertThat(answer.header("Retry-After")).isEqualTo("40");
	}

	@Test
	void showsAnErrorAfterALostResponseAsAnUnknownOutcome() {
		this.ess.failNext("DetachAlbServerGroups", Fault.resetAfterCommit());
		this.ess.failNext("DetachAlbServerGroups", Fault.error(400, "ScalingActivityInProgress", "?"));
		Answer answer = this.caller.post(Caller.ALB_DETACH, TestGroups.ALB_DETACH);
		assertThat(answer.status()).isEqualTo(504);
		assertThat(answer.field("code")).isEqualTo("outcome-unknown");
		assertThat(answer.json().path("upstream").path("code").stringValue()).isEqualTo("ScalingActivityInProgress");
	}

	@Test // F15
	void aWrongClockIsNamedInTheProblem() {
		this.ess.failNext(Fault.clockSkew());
		assertThat(this.caller.get(Caller.ACTIVITY).field("detail")).contains("clock");
	}

	/**
	 * The messages quote the string to sign, but no credentials of this test run. The
	 * service must recognize the string by its form.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "SignatureDoesNotMatch", "InvalidParameter", "NoPermission" })
	void withholdsTheStringToSignOfEss(String code) {
		for (String text : List.of("server string to sign is:POST&%2F&AccessKeyId%3DLTAIabc",
				"server string is POST&%2F&Signature%3Dabc", "POST&%2F&accesskeyid%3DLTAIabc",
				"user xxx acs:ram::1234567890:role/xxx", "x".repeat(1001))) {
			this.ess.failNext(Fault.error(400, code, text));
			String detail = this.caller.get(Caller.ACTIVITY).field("detail");
			assertThat(detail).contains(code).doesNotContain("AccessKeyId", "POST&", "xxx", "1234567890");
		}
	}

	@Test
	void passesTheMessageOfOtherEssErrorsToTheCaller() {
		this.ess.failNext(Fault.error(400, "InvalidParameter", "x".repeat(1000)));
		assertThat(this.caller.get(Caller.ACTIVITY).field("detail")).isEqualTo("ESS declined the request: "
				+ "x".repeat(1000) + ". Look up upstream.code in the documentation of ESS.");
		this.ess.failNext(Fault.error(400, "SignatureDoesNotMatch", "Ask Bob."));
		Answer keys = this.caller.get(Caller.ACTIVITY);
		assertThat(keys.field("code")).isEqualTo("upstream-credentials");
		assertThat(keys.field("detail")).contains("SignatureDoesNotMatch").doesNotContain("Bob");
	}

	static Stream<String> keys() {
		String token = Objects.requireNonNull(SimulatedEss.KEY.securityToken());
		return Stream.of(SimulatedEss.KEY.id(), SimulatedEss.KEY.secret(), token)
			.flatMap((key) -> Stream.of(key, encoded(key), encoded(encoded(key)), encoded(key).replace("%2F", "%2f")));
	}

	/** Uses an ESS code whose documented message does not quote the request. */
	@ParameterizedTest
	@MethodSource("keys")
	void withholdsAMessageThatQuotesTheCredentials(String key) {
		this.ess.failNext(Fault.error(400, "InvalidParameter", "You have sent us <" + key + ">."));
		Answer answer = this.caller.get(Caller.ACTIVITY);
		assertThat(answer.field("code")).isEqualTo("upstream-rejected");
		assertThat(answer.field("detail"))
			.isEqualTo("ESS returned the error InvalidParameter. Look up upstream.code in the documentation of ESS.");
	}

	private static String encoded(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8);
	}

	private List<Answer> allThreeOperations(Fault fault) {
		keepFailing("DetachAlbServerGroups", fault);
		keepFailing("DetachLoadBalancers", fault);
		keepFailing("DescribeScalingActivities", fault);
		return List.of(this.caller.post(Caller.ALB_DETACH, TestGroups.ALB_DETACH),
				this.caller.post(Caller.CLB_DETACH, TestGroups.CLB_DETACH), this.caller.get(Caller.ACTIVITY));
	}

	/** Adds a fault for every attempt of a call. */
	private void keepFailing(String action, Fault fault) {
		for (int attempt = 0; attempt < 4; attempt++) {
			this.ess.failNext(action, fault);
		}
	}

	static void itIsAProblemDocument(Answer answer) {
		assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
		assertThat(answer.json().path("status").intValue()).isEqualTo(answer.status());
		assertThat(answer.field("correlationId")).isEqualTo(answer.header("X-Request-Id"));
		assertThat(answer.json().path("retryable").isBoolean()).isTrue();
		for (String name : List.of("type", "title", "detail", "instance")) {
			assertThat(answer.field(name)).isNotBlank();
		}
		boolean wait = answer.json().path("retryable").booleanValue();
		assertThat(answer.header("Retry-After") != null).isEqualTo(wait);
	}

}
