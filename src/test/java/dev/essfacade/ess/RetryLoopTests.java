package dev.essfacade.ess;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import dev.essfacade.ess.resilience.ManualTicker;
import dev.esssimulator.EssSimulator;
import dev.esssimulator.EssSimulatorExtension;
import dev.esssimulator.Fault;
import dev.esssimulator.ReceivedRequest;
import dev.esssimulator.SimulatedGroup;
import dev.esssimulator.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class RetryLoopTests {

	private static final String REGION = "cn-hangzhou";

	@RegisterExtension
	static final EssSimulatorExtension extension = new EssSimulatorExtension();

	private final EssSimulator ess = extension.simulator();

	private final ManualTicker time = new ManualTicker();

	private final TestEssClient client = TestEssClient.to(this.ess.endpoint()).with(this.time.ticker()).open();

	@BeforeEach
	void aGroup() {
		this.ess.add(SimulatedGroup.in(REGION).id("asg-1").loadBalancer("lb-1").loadBalancer("lb-2"));
	}

	@AfterEach
	void close() throws IOException {
		this.client.close();
	}

	static Stream<Fault> transientFaults() {
		return Stream.of(Fault.serviceUnavailable(), Fault.serverError(), Fault.serverError().afterCommit(),
				Fault.throttled(), Fault.resetBeforeCommit(), Fault.resetAfterCommit(), Fault.truncated(),
				Fault.badGatewayHtml(), Fault.html(), Fault.empty(), Fault.withoutRequestId(), Fault.codeInSuccess());
	}

	@ParameterizedTest
	@MethodSource("transientFaults")
	void retriesTransientErrors(Fault fault) {
		for (int i = 1; i < RetryLoop.MAX_ATTEMPTS; i++) {
			this.ess.failNext(fault);
		}
		detach();
		assertThat(this.ess.ledger()).hasSize(1);
		assertThat(this.ess.received()).hasSize(RetryLoop.MAX_ATTEMPTS);
	}

	@Test
	void signsEachAttemptAnewWithTheSameClientToken() {
		this.ess.failNext(Fault.serverError());
		this.ess.failNext(Fault.resetAfterCommit());
		detach();
		List<ReceivedRequest> attempts = this.ess.received();
		assertThat(attempts).extracting((attempt) -> attempt.parameters().get("ClientToken")).containsOnly("token-1");
		assertThat(attempts).extracting((attempt) -> attempt.parameters().get("SignatureNonce"))
			.doesNotHaveDuplicates();
		assertThat(attempts).extracting((attempt) -> attempt.parameters().get("Signature")).doesNotHaveDuplicates();
	}

	@Test
	void reportsTheLastErrorAfterFourAttempts() {
		for (int i = 0; i < 5; i++) {
			this.ess.failNext(Fault.serviceUnavailable());
		}
		EssException failure = failedDetach();
		assertThat(failure.outcome()).isEqualTo(CallOutcome.SERVER_ERROR);
		assertThat(this.ess.received()).hasSize(RetryLoop.MAX_ATTEMPTS);
		assertThat(this.time.pauses()).containsExactly(Duration.ofMillis(50), Duration.ofMillis(100),
				Duration.ofMillis(200));
	}

	static Stream<Fault> clientErrors() {
		return Stream.of(Fault.error(400, "InvalidParameter", "no"), Fault.error(403, "Forbidden.RAM", "no"),
				Fault.error(400, "ScalingActivityInProgress", "no"), Fault.clockSkew(),
				Fault.error(400, "IncorrectScalingGroupStatus", "no"));
	}

	@ParameterizedTest
	@MethodSource("clientErrors")
	void doesNotRetryAClientError(Fault fault) {
		this.ess.failNext(fault);
		assertThat(failedDetach().outcome()).isIn(CallOutcome.CLIENT_ERROR, CallOutcome.OPERATOR_ERROR);
		assertThat(this.ess.received()).hasSize(1);
	}

	@Test
	void anErrorAfterALostResponseIsAnUnknownOutcome() {
		this.ess.failNext(Fault.resetAfterCommit());
		this.ess.failNext(Fault.error(400, "ScalingActivityInProgress", "The group is busy."));
		EssException failure = failedDetach();
		assertThat(failure.outcome()).isEqualTo(CallOutcome.OUTCOME_UNKNOWN);
		assertThat(failure.error()).extracting("code").isEqualTo("ScalingActivityInProgress");
	}

	@Test // F2
	void anEarlierErrorDoesNotHideAnUnknownOutcome() throws IOException {
		this.ess.failNext(Fault.serviceUnavailable());
		this.ess.failNext(Fault.hang());
		try (TestEssClient impatient = TestEssClient.to(this.ess.endpoint()).with("ess.deadline", "2s").open()) {
			EssException failure = catchThrowableOfType(EssException.class,
					() -> impatient.client().call(detachCall()));
			assertThat(failure.outcome()).isEqualTo(CallOutcome.OUTCOME_UNKNOWN);
		}
		assertThat(this.ess.ledger()).hasSize(1);
	}

	@Test
	void retriesAReadThatTimedOut() throws IOException {
		this.ess.failNext(Fault.hang());
		try (TestEssClient impatient = TestEssClient.to(this.ess.endpoint()).with("ess.read-timeout", "1s").open()) {
			impatient.client().call(EssCall.read("DescribeScalingGroups", REGION, Object.class).build());
		}
		assertThat(this.ess.received()).hasSizeGreaterThanOrEqualTo(2);
	}

	@Test // F9
	void waitsAtLeastTheRetryAfterOfEss() {
		this.ess.failNext(Fault.throttled(Duration.ofMillis(1200)));
		detach();
		assertThat(this.time.pauses()).singleElement().isEqualTo(Duration.ofMillis(1200 + 250));
	}

	@ParameterizedTest
	@CsvSource({ "429, Retry-After, 1, 1000", "503, Retry-After, 1, 1000",
			"503, X-RateLimit-User, 'Remain:0,TimeLeft:700', 700", "503, X-RateLimit-User-API, 'TimeLeft:800', 800",
			"503, X-RateLimit-User, 'Remain:7,TimeLeft:700', 0" })
	void waitsAtLeastTheRetryAfterOfAProxy(int status, String header, String hint, long millis) {
		this.ess.failNext(Fault.answer(HttpResponse.of(status, "text/html", "<html>busy</html>").with(header, hint)));
		detach();
		assertThat(this.time.pauses()).containsExactly(Duration.ofMillis(millis + 50));
	}

	@Test
	void anUnknownOutcomeKeepsTheLastEssError() {
		this.ess.failNext(Fault.error(500, "InternalError", "?"));
		for (int i = 1; i < RetryLoop.MAX_ATTEMPTS; i++) {
			this.ess.failNext(Fault.resetBeforeCommit());
		}
		EssException failure = failedDetach();
		assertThat(failure.outcome()).isEqualTo(CallOutcome.OUTCOME_UNKNOWN);
		assertThat(failure.error()).extracting("code").isEqualTo("InternalError");
		assertThat(failure.error()).extracting(EssError::requestId).asString().isNotBlank();
	}

	@Test // F9
	void aRetryAfterBeyondTheDeadlineEndsTheCallAtOnce() {
		this.ess.failNext(Fault.throttled(Duration.ofSeconds(30)));
		EssException failure = failedDetach();
		assertThat(failure.outcome()).isEqualTo(CallOutcome.THROTTLED);
		assertThat(failure.retryAfter()).isEqualTo(Duration.ofSeconds(30));
		assertThat(this.time.pauses()).isEmpty();
		assertThat(this.ess.received()).hasSize(1);
	}

	@ParameterizedTest
	@CsvSource({ "Retry-After, 999999", "X-RateLimit-User, 'Remain:0,TimeLeft:999999999'" })
	void limitsARetryAfterToTenMinutes(String header, String hint) {
		this.ess.failNext(Fault.answer(HttpResponse.of(503, "text/html", "<html>busy</html>").with(header, hint)));
		assertThat(failedDetach().retryAfter()).isEqualTo(Duration.ofMinutes(10));
	}

	@Test
	void aPollIsOneAttemptOfARead() {
		this.ess.failNext(Fault.serverError());
		assertThatThrownBy(
				() -> this.client.client().poll(EssCall.read("DescribeScalingGroups", REGION, Object.class).build()))
			.isInstanceOf(EssException.class);
		assertThat(this.ess.received()).hasSize(1);
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.client.client().poll(TestCalls.detach(REGION, "asg-1", "token-1")));
		assertThat(this.ess.received()).hasSize(1);
	}

	static Stream<Fault> overloadFaults() {
		return Stream.of(Fault.serviceUnavailable(), Fault.throttled(Duration.ofMillis(100)));
	}

	@ParameterizedTest
	@MethodSource("overloadFaults") // F7, F9
	void sendsFirstAttemptsWithAnEmptyRetryBudget(Fault fault) {
		for (int i = 0; i < 100; i++) {
			this.ess.failNext(fault);
		}
		for (int call = 0; call < 50; call++) {
			failedDetach();
		}
		assertThat(this.ess.received()).hasSizeBetween(50, 60);
		assertThat(this.client.meters().get("ess.attempts").counter().count()).isEqualTo(this.ess.received().size());
		assertThat(this.client.meters().get("ess.retries").counter().count())
			.isEqualTo(this.ess.received().size() - 50);
		assertThat(this.client.meters().get("ess.retry.budget.tokens").tag("region", REGION).gauge().value())
			.isLessThan(1);
	}

	private void detach() {
		this.client.client().call(detachCall());
	}

	private EssException failedDetach() {
		return catchThrowableOfType(EssException.class, this::detach);
	}

	private static EssCall<WriteResponse> detachCall() {
		return TestCalls.detach(REGION, "asg-1", "token-1");
	}

}
