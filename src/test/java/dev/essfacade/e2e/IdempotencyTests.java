package dev.essfacade.e2e;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import dev.essfacade.support.Caller;
import dev.essfacade.support.Caller.Answer;
import dev.essfacade.support.FacadeTest;
import dev.essfacade.support.TestGroups;
import dev.esssimulator.EssSimulator;
import dev.esssimulator.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The caller's idempotency key is the ClientToken of ESS. Each key has at most one
 * effect.
 */
@FacadeTest
class IdempotencyTests {

	private final EssSimulator ess;

	private final Caller caller;

	IdempotencyTests(EssSimulator ess, Caller caller) {
		this.ess = ess;
		this.caller = caller;
	}

	@Test
	void sendsTheIdempotencyKeyHeaderAsClientToken() {
		assertThat(detach("Idempotency-Key", "4f9f2c1e-key").field("clientToken")).isEqualTo("4f9f2c1e-key");
		assertThat(tokenSentToEss()).isEqualTo("4f9f2c1e-key");
	}

	@Test
	void removesQuotesAroundTheIdempotencyKey() {
		detach("Idempotency-Key", "\"4f9f2c1e-key\"");
		assertThat(tokenSentToEss()).isEqualTo("4f9f2c1e-key");
	}

	@ParameterizedTest
	@ValueSource(strings = { "a,b", "\"", "!#$%&'()*+-./:;<=>?@[\\]^_`{|}~", "K" })
	void anIdempotencyKeyMayContainEveryVisibleAsciiCharacter(String key) {
		assertThat(detach("Idempotency-Key", key).status()).isEqualTo(200);
		assertThat(tokenSentToEss()).isEqualTo(key);
	}

	@Test
	void sendsTheClientTokenOfTheBodyToEss() {
		Answer answer = this.caller.post(Caller.ALB_DETACH, bodyWithToken("from-the-body"));
		assertThat(answer.field("clientToken")).isEqualTo("from-the-body");
		assertThat(tokenSentToEss()).isEqualTo("from-the-body");
	}

	@Test
	void generatesAndReturnsAnIdempotencyKeyIfNoneIsSent() {
		String made = detach().field("clientToken");
		assertThat(made).hasSize(36).isEqualTo(tokenSentToEss());
	}

	@Test
	void rejectsAnIdempotencyKeyThatDiffersFromTheBody() {
		assertThat(this.caller.post(Caller.ALB_DETACH, bodyWithToken("same"), "Idempotency-Key", "same").status())
			.isEqualTo(200);
		Answer differing = this.caller.post(Caller.ALB_DETACH, bodyWithToken("one"), "Idempotency-Key", "other");
		assertRejected(differing);
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "", "with space", "\"\"", "12345678901234567890123456789012345678901234567890123456789012345" })
	void rejectsAMalformedIdempotencyKey(String key) {
		assertRejected(detach("Idempotency-Key", key));
		assertThat(this.ess.received()).isEmpty();
	}

	@Test
	void rejectsTwoIdempotencyKeyHeaders() {
		assertRejected(detach("Idempotency-Key", "one", "Idempotency-Key", "one"));
	}

	@Test
	void aRepeatedIdempotencyKeyHasOneEffectAndOneResponse() {
		Answer first = forced("k1");
		Answer second = forced("k1");
		assertThat(second.status()).isEqualTo(202);
		assertThat(second.field("scalingActivityId")).isEqualTo(first.field("scalingActivityId"));
		assertThat(this.ess.ledger()).hasSize(1);
	}

	@Test
	void rejectsAnIdempotencyKeyReusedForAnotherRequest() {
		forced("k1");
		Answer other = this.caller.post(Caller.ALB_DETACH, TestGroups.ALB_DETACH, "Idempotency-Key", "k1");
		assertThat(other.status()).isEqualTo(422);
		assertThat(other.field("code")).isEqualTo("idempotency-key-reused");
	}

	@Test // F29
	void aRepeatedRequestAfterAnUnknownOutcomeHasOneEffect() {
		for (int attempt = 0; attempt < 4; attempt++) { // one fault per attempt
			this.ess.failNext("DetachAlbServerGroups", Fault.resetAfterCommit());
		}
		Answer answer = forced("k1");
		assertThat(answer.field("code")).isEqualTo("outcome-unknown");
		for (int repeat = 0; repeat < 4 && answer.status() == 504; repeat++) {
			answer = forced(String.valueOf(answer.field("clientToken")));
		}
		assertThat(answer.status()).isEqualTo(202);
		assertThat(this.ess.ledger()).hasSize(1);
	}

	@Test // F29
	void fiftyConcurrentRequestsWithOneKeyHaveOneEffect() throws Exception {
		try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
			Callable<Answer> call = () -> forced("k1");
			List<Future<Answer>> answers = callers.invokeAll(Collections.nCopies(50, call));
			for (Future<Answer> answer : answers) {
				assertThat(answer.get().status()).isIn(202, 409, 504);
			}
		}
		assertThat(this.ess.ledger()).hasSize(1);
	}

	private Answer detach(String... headers) {
		return this.caller.post(Caller.ALB_DETACH, TestGroups.ALB_DETACH, headers);
	}

	private Answer forced(String key) {
		return this.caller.post(Caller.ALB_DETACH, TestGroups.FORCED_ALB_DETACH, "Idempotency-Key", key);
	}

	private static String bodyWithToken(String token) {
		return TestGroups.ALB_DETACH.replace("]}", "], \"clientToken\": \"" + token + "\"}");
	}

	private String tokenSentToEss() {
		return String.valueOf(this.ess.received().getLast().parameters().get("ClientToken"));
	}

	private static void assertRejected(Answer answer) {
		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.field("code")).isEqualTo("invalid-request");
		assertThat(answer.json().path("errors").path(0).path("parameter").stringValue()).isEqualTo("Idempotency-Key");
	}

}
