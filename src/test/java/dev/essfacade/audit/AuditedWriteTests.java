package dev.essfacade.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import dev.essfacade.authorization.policy.Decision;
import dev.essfacade.authorization.policy.Decision.Verdict;
import dev.essfacade.authorization.policy.Intent;
import dev.essfacade.authorization.policy.Subject;
import dev.essfacade.ess.EssCall;
import dev.essfacade.ess.EssException;
import dev.essfacade.ess.CallOutcome;
import dev.essfacade.ess.EssException;
import dev.essfacade.ess.EssResult;
import dev.essfacade.ess.TestCalls;
import dev.essfacade.ess.WriteResponse;
import dev.essfacade.web.problem.ProblemCode;
import dev.essfacade.web.problem.ProblemException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.mock.web.MockHttpServletRequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The fields of audit records. */
@Timeout(60)
@ExtendWith(OutputCaptureExtension.class)
class AuditedWriteTests {

	private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

	private static final Subject ALICE = Subject.anonymous("192.0.2.7");

	private static final Intent INTENT = new Intent("DetachLoadBalancers", "cn-hangzhou", "asg-1",
			List.of("lb-1", "lb-2"), List.of("Async=true"), true, List.of(), "token-1", "moving house");

	private static final Decision ALLOWED = new Decision(Verdict.ALLOWED, "team-a", "");

	private final Counter failures = Counter.builder("failures").register(new SimpleMeterRegistry());

	private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

	private final AuditWriter writer = new AuditWriter(new GroupCommitWriter(this::write), new AuditLogOutput(false),
			this.failures);

	private final AuditLogger audit = new AuditLogger(this.writer, () -> NOON);

	private volatile boolean full;

	@AfterEach
	void close() {
		this.writer.close();
	}

	private void write(ByteBuffer records) throws IOException {
		if (this.full) {
			throw new IOException("No space left on device");
		}
		StandardCharsets.UTF_8.decode(records).toString().lines().forEach(this.lines::add);
	}

	private JsonNode next() throws InterruptedException {
		return AuditRecords.parse(String.valueOf(this.lines.poll(30, TimeUnit.SECONDS)));
	}

	@Test
	void anIntentNamesCallerTargetsAndReason() throws InterruptedException {
		intended();
		JsonNode intent = next();
		String id = AuditRecords.text(intent, "transaction.id");
		assertThat(id).hasSize(36);
		assertThat(intent.toString()).isEqualTo("""
				{"@timestamp":"2026-11-24T12:00:00Z","ecs":{"version":"8.11"},"transaction":{"id":"%s"},\
				"event":{"id":"%s-intent","kind":"event","category":["api"],"type":["change","start","allowed"],\
				"action":"DetachLoadBalancers","reason":"moving house"},\
				"essfacade":{"record":"intent","scaling_group":"asg-1","targets":["lb-1","lb-2"],"force":true,\
				"client_token":"token-1","details":["Async=true"],\
				"decision":{"verdict":"allowed","rule":"team-a"}},\
				"message":"DetachLoadBalancers: intent","user":{"id":"anonymous"},"source":{"ip":"192.0.2.7"},\
				"cloud":{"provider":"alibaba_cloud","region":"cn-hangzhou"}}""".formatted(id, id));
	}

	@Test
	void anOutcomeHasTheIdsOfTheIntentAndOfActionTrail() throws InterruptedException {
		AuditedWrite write = intended();
		String id = AuditRecords.text(next(), "transaction.id");
		write.succeeded(new EssResult<>(new WriteResponse("asa-1"), "473469C7", 2));
		JsonNode outcome = next();
		assertThat(AuditRecords.text(outcome, "transaction.id")).isEqualTo(id);
		assertThat(AuditRecords.text(outcome, "event.id")).isEqualTo(id + "-outcome");
		assertThat(outcome.at("/event/duration").asLong()).isBetween(1L, Duration.ofMinutes(1).toNanos());
		assertThat(outcome.at("/event/type").toString()).isEqualTo("[\"change\",\"end\"]");
		assertThat(AuditRecords.text(outcome, "event.outcome")).isEqualTo("success");
		assertThat(outcome.at("/essfacade").toString()).isEqualTo("""
				{"record":"outcome","scaling_group":"asg-1","targets":["lb-1","lb-2"],"force":true,\
				"client_token":"token-1","outcome":"ok","attempts":2,"ess":{"request_id":"473469C7"},\
				"activity_id":"asa-1"}""");
	}

	@ParameterizedTest
	@CsvSource({ "THROTTLED, failure", "CONNECT_FAILED, failure", "CIRCUIT_OPEN, failure", "OVERLOADED, failure",
			"NO_CREDENTIALS, failure", "INTERNAL_ERROR, failure", "OUTCOME_UNKNOWN, unknown" })
	void anOutcomeSaysWhetherTheWriteMayHaveBeenExecuted(CallOutcome outcome, String result)
			throws InterruptedException {
		JsonNode record = failed(TestCalls.failure(outcome, 3));
		assertThat(AuditRecords.text(record, "event.outcome")).isEqualTo(result);
		assertThat(AuditRecords.text(record, "essfacade.outcome")).isEqualTo(outcome.label());
		assertThat(record.at("/essfacade/attempts").asInt()).isEqualTo(3);
		assertThat(record.at("/essfacade/ess").isMissingNode()).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "404, failure, client_error", "503, failure, server_error", "500, unknown, outcome_unknown" })
	void anOutcomeHoldsTheErrorOfEss(int status, String result, String outcome) throws InterruptedException {
		JsonNode record = failed(TestCalls.error(status, "Some.Code", "473469C7"));
		assertThat(AuditRecords.text(record, "event.outcome")).isEqualTo(result);
		assertThat(AuditRecords.text(record, "essfacade.outcome")).isEqualTo(outcome);
		assertThat(record.at("/essfacade/ess").toString())
			.isEqualTo("{\"request_id\":\"473469C7\",\"code\":\"Some.Code\",\"http_status\":%d}".formatted(status));
	}

	@Test
	void aFailureToRecordAnOutcomeDoesNotChangeTheOutcome(CapturedOutput output) {
		Iterator<Instant> clock = List.of(NOON).iterator(); // throws for the outcome
		AuditedWrite write = new AuditLogger(this.writer, clock::next).start(ALICE, INTENT, ALLOWED);
		write.intended(null);
		write.succeeded(new EssResult<>(new WriteResponse("asa-1"), "473469C7", 1));
		assertThat(output).contains("The outcome of a write could not be recorded");
	}

	private AuditedWrite intended() {
		AuditedWrite write = this.audit.start(ALICE, INTENT, ALLOWED);
		write.intended(null);
		return write;
	}

	private JsonNode failed(EssException failure) throws InterruptedException {
		AuditedWrite write = intended();
		next();
		write.failed(failure);
		return next();
	}

	@ParameterizedTest
	@CsvSource({ "FORBIDDEN, forbidden", "PROTECTED, protected", "READ_ONLY, read-only" })
	void aDenialNamesTheRule(Verdict verdict, String code) throws InterruptedException {
		this.audit.start(ALICE, INTENT, new Decision(verdict, "team-b", "detail")).denied();
		JsonNode refusal = next();
		assertThat(AuditRecords.text(refusal, "event.outcome")).isEqualTo("failure");
		assertThat(AuditRecords.text(refusal, "event.reason")).isEqualTo("moving house");
		assertThat(refusal.at("/event/type").toString()).isEqualTo("[\"change\",\"denied\"]");
		assertThat(AuditRecords.text(refusal, "event.id")).endsWith("-denial");
		assertThat(AuditRecords.text(refusal, "essfacade.record")).isEqualTo("denial");
		assertThat(AuditRecords.text(refusal, "essfacade.code")).isEqualTo(code);
		assertThat(refusal.at("/essfacade/decision").toString())
			.isEqualTo("{\"verdict\":\"%s\",\"rule\":\"team-b\"}".formatted(code));
	}

	@Test
	void deniesAWriteWhoseIntentCannotBeRecorded(CapturedOutput output) {
		this.full = true;
		assertThatThrownBy(this::intended).isInstanceOf(ProblemException.class).hasMessage("audit-unavailable");
		assertThat(output).contains("\"record\":\"denial\"", "\"code\":\"audit-unavailable\"")
			.doesNotContain("\"record\":\"intent\"");
		assertThat(this.failures.count()).isPositive();
	}

	@Test
	void recordsADeniedRequestInTheLogAlone(CapturedOutput output) throws InterruptedException {
		MockHttpServletRequest request = new MockHttpServletRequest("POST", "/api/v1/x%0A/eyJhbGciOiJSUzI1NiJ9");
		request.setRemoteAddr("192.0.2.9");
		this.audit.requestDenied(request, null, ProblemCode.NOT_FOUND);
		this.audit.requestDenied(request, "bob", ProblemCode.NOT_FOUND);
		intended();
		assertThat(AuditRecords.text(next(), "essfacade.record")).isEqualTo("intent");
		List<JsonNode> denials = output.getOut()
			.lines()
			.filter((line) -> line.contains("request denied"))
			.map((line) -> AuditRecords.parse(line.substring(line.indexOf('{'))))
			.toList();
		assertThat(denials).hasSize(2);
		assertThat(denials.getFirst().at("/user").isMissingNode()).isTrue();
		JsonNode bob = denials.getLast();
		assertThat(AuditRecords.text(bob, "user.id")).isEqualTo("bob");
		assertThat(AuditRecords.text(bob, "source.ip")).isEqualTo("192.0.2.9");
		assertThat(AuditRecords.text(bob, "http.request.method")).isEqualTo("POST");
		assertThat(AuditRecords.text(bob, "url.path")).isEqualTo("/api/v1/?/?");
		assertThat(AuditRecords.text(bob, "essfacade.code")).isEqualTo("not-found");
		assertThat(AuditRecords.text(bob, "event.outcome")).isEqualTo("failure");
		assertThat(bob.at("/event/type").toString()).isEqualTo("[\"access\",\"denied\"]");
	}

	@Test
	void limitsTheDenialsInTheFile(CapturedOutput output) throws InterruptedException {
		Decision forbidden = new Decision(Verdict.FORBIDDEN, "default-deny", "detail");
		Subject bob = new Subject("bob", "192.0.2.8", Map.of(), Set.of(), true);
		IntStream.range(0, 30).forEach((_) -> this.audit.start(ALICE, INTENT, forbidden).denied());
		this.audit.start(bob, INTENT, forbidden).denied();
		intended();
		List<JsonNode> written = new ArrayList<>();
		for (int i = 0; i < 12; i++) {
			written.add(next());
		}
		assertThat(written.subList(0, 10)).allSatisfy((record) -> {
			assertThat(AuditRecords.text(record, "user.id")).isEqualTo("anonymous");
			assertThat(record.at("/essfacade/omitted").isMissingNode()).isTrue();
		});
		assertThat(AuditRecords.text(written.get(10), "user.id")).isEqualTo("bob");
		assertThat(written.get(10).at("/essfacade/omitted").asInt()).isEqualTo(20);
		assertThat(AuditRecords.text(written.get(11), "essfacade.record")).isEqualTo("intent");
		assertThat(output.getOut().lines().filter((line) -> line.contains("\"code\":\"forbidden\""))).hasSize(31);
	}

	@Test
	void recordsAWriteWithoutPermitInTheLogAlone(CapturedOutput output) throws InterruptedException {
		this.audit.start(ALICE, INTENT, ALLOWED).failed(TestCalls.failure(CallOutcome.OVERLOADED, 0));
		intended();
		assertThat(AuditRecords.text(next(), "essfacade.record")).isEqualTo("intent");
		JsonNode denial = recorded(output, "DetachLoadBalancers: denial");
		assertThat(AuditRecords.text(denial, "essfacade.code")).isEqualTo("overloaded");
		assertThat(AuditRecords.text(denial, "essfacade.client_token")).isEqualTo("token-1");
		assertThat(AuditRecords.text(denial, "event.outcome")).isEqualTo("failure");
		assertThat(AuditRecords.text(denial, "essfacade.decision.verdict")).isEqualTo("allowed");
	}

	private static JsonNode recorded(CapturedOutput output, String message) {
		return output.getOut()
			.lines()
			.filter((line) -> line.contains(message))
			.map((line) -> AuditRecords.parse(line.substring(line.indexOf('{'))))
			.findFirst()
			.orElseThrow();
	}

	@Test
	void recordsADeniedReadInTheLogAlone(CapturedOutput output) throws InterruptedException {
		EssCall<Object> read = EssCall.read("DescribeScalingActivities", "cn-hangzhou", Object.class)
			.parameters("ScalingActivityId", List.of("asa-1"))
			.build();
		this.audit.readDenied(ALICE, read, new Decision(Verdict.FORBIDDEN, "default-deny", "detail"),
				"activity-not-found", "asg-1");
		intended();
		assertThat(AuditRecords.text(next(), "essfacade.record")).isEqualTo("intent");
		JsonNode denial = recorded(output, "DescribeScalingActivities: denial");
		assertThat(AuditRecords.text(denial, "user.id")).isEqualTo("anonymous");
		assertThat(AuditRecords.text(denial, "source.ip")).isEqualTo("192.0.2.7");
		assertThat(AuditRecords.text(denial, "cloud.region")).isEqualTo("cn-hangzhou");
		assertThat(AuditRecords.text(denial, "essfacade.scaling_group")).isEqualTo("asg-1");
		assertThat(AuditRecords.text(denial, "essfacade.activity_id")).isEqualTo("asa-1");
		assertThat(AuditRecords.text(denial, "essfacade.code")).isEqualTo("activity-not-found");
		assertThat(denial.at("/essfacade/decision").toString())
			.isEqualTo("{\"verdict\":\"forbidden\",\"rule\":\"default-deny\"}");
	}

}
