package dev.essfacade.contract;

import dev.essfacade.support.Caller;
import dev.essfacade.support.Caller.Answer;
import dev.essfacade.support.FacadeTest;
import dev.essfacade.support.TestGroups;
import dev.esssimulator.EssSimulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Invalid query strings and the problem that reports each of them. */
@FacadeTest
class QueryParameterTests {

	private final EssSimulator ess;

	private final Caller caller;

	QueryParameterTests(EssSimulator ess, Caller caller) {
		this.ess = ess;
		this.caller = caller;
	}

	@AfterEach
	void nothingWasSentUpstream() {
		assertThat(this.ess.received()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "a=%zz", "%", "since=%ff", "since=1&%", "a=%0a%zz" })
	void rejectsAQueryThatCannotBeDecoded(String query) {
		isInvalid(raw("GET /api/v1/regions?" + query, ""));
		isInvalid(raw("GET " + Caller.ACTIVITY + "?" + query, ""));
		isInvalid(raw("POST " + Caller.CLB_DETACH + "?" + query, TestGroups.CLB_DETACH));
	}

	@ParameterizedTest
	@CsvSource({ "dryRun, dryRun", "dry_run=1, dry_run", "a%20b=1, query", "%3Cscript%3E, query", "'', query" })
	void namesAnUnknownParameterWithAPlainName(String query, String named) {
		Answer answer = this.caller.get("/api/v1/regions?" + (query.isEmpty() ? "a".repeat(65) : query));
		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.json().at("/errors/0/parameter").stringValue()).isEqualTo(named);
	}

	@Test
	void rejectsMoreQueryParametersThanTomcatParses() {
		isInvalid(raw("GET /api/v1/regions?" + "a&".repeat(1_100), ""));
	}

	private String raw(String line, String body) {
		return this.caller
			.raw(line + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: "
					+ body.length() + "\r\nConnection: close\r\n\r\n" + body);
	}

	private static void isInvalid(String answer) {
		assertThat(answer).startsWith("HTTP/1.1 400 ")
			.contains("\"code\":\"invalid-request\"", "\"errors\":[{\"parameter\":\"query\"");
	}

}
