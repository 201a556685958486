package dev.essfacade.ess;

import java.util.stream.Stream;

import dev.essfacade.support.Caller;
import dev.essfacade.support.Caller.Answer;
import dev.essfacade.support.FacadeTest;
import dev.essfacade.support.TestGroups;
import dev.esssimulator.EssSimulator;
import dev.esssimulator.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Responses on which the unmodified SDK loops, uses unbounded memory, or accepts invalid
 * data. The caller gets a problem, and later calls work. {@code UnresponsiveRegionTests}
 * has the responses that are missing or slow.
 */
@FacadeTest
class TransportFaultTests {

	private static final String JSON = "application/json;charset=utf-8";

	private static final String OUTCOME_UNKNOWN = "outcome-unknown";

	private final EssSimulator ess;

	private final Caller caller;

	TransportFaultTests(EssSimulator ess, Caller caller) {
		this.ess = ess;
		this.caller = caller;
	}

	static Stream<Arguments> rows() {
		return Stream.of(arguments("a 4xx in JSON", Fault.error(400, "Odd", "?"), "upstream-rejected"),
				arguments("a 403 in JSON", Fault.error(403, "Forbidden.RAM", "?"), "upstream-credentials"),
				arguments("a 429 in JSON", Fault.error(429, "Throttling", "?"), "upstream-throttled"),
				arguments("a 500 in JSON", Fault.serverError(), OUTCOME_UNKNOWN),
				arguments("a 503 in JSON", Fault.serviceUnavailable(), "upstream-unavailable"),
				arguments("an array with null", Fault.answer(400, JSON, "[null]"), OUTCOME_UNKNOWN),
				arguments("a 502 in HTML", Fault.badGatewayHtml(), OUTCOME_UNKNOWN),
				arguments("a 502 in HTML that says JSON", Fault.badGatewayHtmlLabelledJson(), OUTCOME_UNKNOWN),
				arguments("a 400 without a body", Fault.answer(400, JSON, ""), OUTCOME_UNKNOWN),
				arguments("a 500 without a body", Fault.answer(500, JSON, ""), OUTCOME_UNKNOWN),
				arguments("a redirect", Fault.redirect(), OUTCOME_UNKNOWN),
				arguments("a 200 in HTML", Fault.html(), OUTCOME_UNKNOWN),
				arguments("a 200 without a body", Fault.empty(), OUTCOME_UNKNOWN),
				arguments("a 204", Fault.noContent(), OUTCOME_UNKNOWN),
				arguments("a 200 that is cut in JSON", Fault.answer(200, JSON, "{\"RequestId\": \"A"), OUTCOME_UNKNOWN),
				arguments("a 500 until the connection closes",
						Fault.answerUntilClosed(500, "text/plain", "no length, no type that helps"), OUTCOME_UNKNOWN),
				arguments("an error cut within a number", Fault.truncatedErrorInNumber(), OUTCOME_UNKNOWN),
				arguments("an error cut within a text", Fault.truncatedErrorInString(), OUTCOME_UNKNOWN),
				arguments("a body shorter than it says", Fault.truncated(), OUTCOME_UNKNOWN),
				arguments("a close before the answer", Fault.closeBeforeAnswer(), OUTCOME_UNKNOWN),
				arguments("a reset before the effect", Fault.resetBeforeCommit(), OUTCOME_UNKNOWN),
				arguments("a reset after the effect", Fault.resetAfterCommit(), OUTCOME_UNKNOWN),
				arguments("something that is not HTTP", Fault.notHttp(), OUTCOME_UNKNOWN),
				arguments("two megabytes", Fault.huge(), OUTCOME_UNKNOWN),
				arguments("a RequestId that is a number", Fault.requestIdIsNumber(), OUTCOME_UNKNOWN),
				arguments("a success with a code", Fault.codeInSuccess(), OUTCOME_UNKNOWN),
				arguments("a success without a RequestId", Fault.withoutRequestId(), OUTCOME_UNKNOWN),
				arguments("a code that would forge a line of the log",
						Fault.answer(400, JSON,
								"{\"RequestId\":\"4DDC5C4E\",\"Code\":\"Odd\\r\\n2026 INFO all is well\"}"),
						OUTCOME_UNKNOWN),
				arguments("a JSON bomb", Fault.answer(200, JSON, "{\"RequestId\":" + "[".repeat(100_000)),
						OUTCOME_UNKNOWN));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("rows") // F12, F13, F14
	void anInvalidResponseDoesNotStopTheService(String row, Fault fault, String code) {
		// Every attempt gets the fault, so that no retry finds a valid response.
		for (int attempt = 0; attempt < 4; attempt++) {
			this.ess.failNext("DetachAlbServerGroups", fault);
		}
		Answer answer = this.caller.post(Caller.ALB_DETACH, TestGroups.ALB_DETACH, "Idempotency-Key", "k1");
		assertThat(answer.field("code")).as(row).isEqualTo(code);
		assertThat(answer.http().body()).doesNotContain("html", "SDK", "http://", "Exception");

		assertThat(this.caller.get("/api/v1/regions").status()).isEqualTo(200);
		assertThat(this.caller.get(Caller.ACTIVITY).field("code")).isEqualTo("activity-not-found");
	}

	static Stream<Arguments> soundAnswers() {
		return Stream.of(arguments("no Content-Type", Fault.withoutContentType()),
				arguments("neither length nor chunks", Fault.closeDelimited()), arguments("chunks", Fault.chunked()),
				arguments("a charset that is none",
						Fault.answer(200, "application/json;charset=klingon", "{\"RequestId\":\"4DDC5C4E\"}")));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("soundAnswers")
	void acceptsAValidResponseInEveryFraming(String row, Fault fault) {
		this.ess.failNext("DetachAlbServerGroups", fault);
		assertThat(this.caller.post(Caller.ALB_DETACH, TestGroups.ALB_DETACH).status()).as(row).isEqualTo(200);
	}

	/** Each of the four attempts ends at the size limit, before its timeout. */
	@Test
	void abandonsAnEndlessResponseAtItsSizeLimit() {
		for (int attempt = 0; attempt < 4; attempt++) {
			this.ess.failNext(Fault.endless());
		}
		assertThat(this.caller.get(Caller.ACTIVITY).field("code")).isEqualTo("upstream-malformed");
		assertThat(this.ess.received()).hasSize(4);
	}

	@ParameterizedTest
	@ValueSource(strings = { "\u4e2d\u6587", "\\u4e2d\\u6587" })
	void aMessageInChineseIsPassedOnUnchanged(String text) {
		this.ess.failNext(Fault.answer(400, JSON,
				"{\"RequestId\":\"4DDC5C4E\",\"HostId\":\"h\",\"Code\":\"Odd\",\"Message\":\"" + text + "\"}"));
		assertThat(this.caller.post(Caller.ALB_DETACH, TestGroups.ALB_DETACH).field("detail"))
			.isEqualTo("ESS declined the request: \u4e2d\u6587. Nothing was executed. Look up upstream.code in the "
					+ "documentation of ESS.");
	}

}
