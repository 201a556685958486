package dev.essfacade.observability;

import java.util.stream.Stream;

import dev.essfacade.support.Caller;
import dev.essfacade.support.StartedFacade;
import dev.essfacade.support.TestIssuer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/** Text from callers or ESS cannot forge a log line. */
@ExtendWith(OutputCaptureExtension.class)
class LogLineTests {

	private static final String TIME = "\\d{4}-\\d\\d-\\d\\dT.*";

	@ParameterizedTest
	@ValueSource(strings = { "dev.essfacade.startup.PlainLogFormatter", "" })
	void loggedTextCannotForgeAnotherLogLine(String format, CapturedOutput output) {
		try (StartedFacade _ = StartedFacade.with("logging.structured.format.console=" + format)) {
			for (String end : new String[] { "\n", "\r", "\r\n", "\u2028", "\u2029", "\u0085", "\u000b", "\f" }) {
				LoggerFactory.getLogger("anybody")
					.warn("first" + end + "2030-01-01T00:00:00Z forged \u001b[2K\u202e\u0000\u0007",
							new IllegalStateException("second" + end + "2030-01-01T00:00:00Z forged",
									new IllegalStateException("third" + end + "2030-01-01T00:00:00Z forged\u001b[2K")));
			}
		}
		assertThat(output.getOut()).doesNotContain("\u001b", "\u202e", "\u0000", "\u0007", "\u0085", "\u2028", "\u2029")
			.contains("  | 2030-01-01T00:00:00Z forged ?[2K???");
		assertThat(output.getOut().lines().filter((line) -> line.contains("forged")))
			.noneMatch((line) -> line.startsWith("2030"))
			.hasSize(24);
	}

	@Test
	void anExceptionsStackTraceStaysReadable(CapturedOutput output) {
		try (StartedFacade _ = StartedFacade.with()) {
			LoggerFactory.getLogger("anybody").warn("went wrong", new IllegalStateException("in some way"));
			LoggerFactory.getLogger("anybody").warn("goes on");
		}
		assertThat(output.getOut().lines()).anyMatch((line) -> line.matches(TIME + "anybody .* : went wrong"))
			.anyMatch((line) -> line.equals("  | java.lang.IllegalStateException: in some way"))
			.anyMatch((line) -> line.startsWith("  | \tat dev.essfacade.observability.LogLineTests."))
			.anyMatch((line) -> line.matches(TIME + "anybody .* : goes on"));
	}

	@Test
	void aDenialIsLoggedWithRouteAndCallerButNoRequestText(CapturedOutput output) {
		try (TestIssuer issuer = new TestIssuer(); StartedFacade facade = StartedFacade.with(loud(issuer))) {
			facade.caller().get(Caller.ACTIVITY, "Authorization", "Bearer " + issuer.token("reader", "ess.read"));
			facade.caller().get(Caller.ACTIVITY, "Authorization", "Bearer " + issuer.token("writer", "ess.detach"));
			facade.caller().method("FORGED", Caller.ACTIVITY);
		}
		assertThat(answered(output)).satisfiesExactly(
				(line) -> assertThat(line).contains(" [reader] ")
					.endsWith(" : Responded 403 forbidden to GET "
							+ "/api/v1/regions/{regionId}/scaling-activities/{scalingActivityId}"),
				(line) -> assertThat(line).contains(" [writer] ").endsWith(" : Responded 403 forbidden to GET"),
				(line) -> assertThat(line).endsWith(" : Responded 401 unauthenticated to an unknown method"));
	}

	@Test
	void anUnknownPathIsLoggedWithoutBreakingTheLine(CapturedOutput output) {
		try (TestIssuer issuer = new TestIssuer(); StartedFacade facade = StartedFacade.with(loud(issuer))) {
			String[] token = { "Authorization", "Bearer " + issuer.token("reader", "ess.read") };
			facade.caller().get("/wrong/api/v1/regions-_~?secret=canary", token);
			facade.caller().get("/$%7Bjndi:a@b=%22%7D,'%E2%80%AE%3Cc%3E", token);
			facade.caller().get("/" + "a/".repeat(150), token);
			facade.caller().get("/api/" + token[1].substring(7), token);
		}
		assertThat(answered(output)).map((line) -> line.substring(line.indexOf(" : ")))
			.containsExactly(" : Responded 404 not-found to GET /wrong/api/v1/regions-_~",
					" : Responded 404 not-found to GET /?",
					" : Responded 404 not-found to GET /" + "a/".repeat(99) + "a",
					" : Responded 404 not-found to GET /api/?");
	}

	@Test
	void aConnectorErrorIsLoggedWithTheResponsesRequestId(CapturedOutput output) {
		String answer;
		try (TestIssuer issuer = new TestIssuer(); StartedFacade facade = StartedFacade.with(loud(issuer))) {
			answer = facade.caller()
				.raw("GET /canary%2F HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Request-Id: mine\r\nConnection: close\r\n\r\n");
		}
		assertThat(answer).contains("\"correlationId\":\"mine\"");
		assertThat(answered(output)).singleElement()
			.asString()
			.contains(" INFO ", " [mine] ")
			.endsWith(" : Responded 400 invalid-request: the connector rejected the request line or a header");
	}

	private static Stream<String> answered(CapturedOutput output) {
		return output.getOut().lines().filter((line) -> line.contains(" : Responded "));
	}

	private static String[] loud(TestIssuer issuer) {
		return Stream.concat(Stream.of(issuer.settings()), Stream.of("logging.level.dev.essfacade.web=info"))
			.toArray(String[]::new);
	}

}
