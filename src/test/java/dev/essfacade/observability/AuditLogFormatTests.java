package dev.essfacade.observability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import dev.essfacade.audit.AuditRecords;
import dev.essfacade.support.Caller;
import dev.essfacade.support.LogCapture;
import dev.essfacade.support.SimulatedEss;
import dev.essfacade.support.StartedFacade;
import dev.essfacade.support.TestGroups;
import dev.essfacade.support.TestIssuer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/** In each log format, the audit records are complete and name their callers. */
@ExtendWith(OutputCaptureExtension.class)
class AuditLogFormatTests {

	@TempDir
	private Path directory = Path.of("");

	@BeforeEach
	void oneGroup() {
		SimulatedEss.simulator().reset();
		SimulatedEss.simulator().add(TestGroups.group());
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "logging.structured.format.console=ecs", "logging.structured.format.console=logstash",
			"logging.structured.format.console=gelf",
			"logging.structured.format.console=ecs logging.structured.json.context.include=false",
			"logging.structured.format.console=ecs management.tracing.baggage.remote-fields=event "
					+ "management.tracing.baggage.correlation.fields=event" })
	void auditRecordsAreCompleteOnTheConsole(String settings, CapturedOutput output) {
		detach(settings);
		holdsTheRecords(output.getOut());
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "logging.structured.format.console=ecs", "logging.structured.format.file=ecs",
			"logging.structured.format.console=ecs logging.structured.format.file=ecs" })
	void auditRecordsAreCompleteInALogFile(String settings, CapturedOutput output) throws IOException {
		Path file = this.directory.resolve("service.log");
		detach(settings + " logging.file.name=" + file);
		holdsTheRecords(output.getOut());
		holdsTheRecords(Files.readString(file));
	}

	private static void detach(String settings) {
		try (TestIssuer issuer = new TestIssuer();
				StartedFacade facade = StartedFacade
					.with(Stream.concat(Stream.of(issuer.settings()), Stream.of(settings.strip().split(" ")))
						.filter((setting) -> !setting.isEmpty())
						.toArray(String[]::new))) {
			for (String caller : List.of("somebody", "nobody")) {
				facade.caller()
					.post(Caller.CLB_DETACH, TestGroups.CLB_DETACH, "Authorization",
							"Bearer " + issuer.token(caller, "ess.detach"), "baggage", "event=x");
			}
		}
	}

	private static void holdsTheRecords(String log) {
		assertThat(LogCapture.takeLost()).isEmpty();
		List<JsonNode> records = log.lines()
			.filter((line) -> line.contains("lb-bp1u7etiogg38yvwz"))
			.map(AuditLogFormatTests::record)
			.toList();
		assertThat(records).extracting((record) -> AuditRecords.text(record, "essfacade.record"))
			.containsExactly("intent", "outcome", "denial");
		assertThat(records).extracting((record) -> AuditRecords.text(record, "user.id"))
			.containsExactly("somebody", "somebody", "nobody");
		assertThat(records).allSatisfy((record) -> assertThat(record.at("/essfacade/targets").toString())
			.isEqualTo("[\"lb-bp1u7etiogg38yvwz\"]"));
	}

	/**
	 * Returns the audit record of a log line: the fields of the line, or the JSON in its
	 * message. GELF prefixes names with an underscore.
	 */
	private static JsonNode record(String line) {
		JsonNode whole = AuditRecords.parse(line.substring(line.indexOf('{')).replace("\"_", "\""));
		String message = AuditRecords.text(whole, "message");
		return message.startsWith("{") ? AuditRecords.parse(message) : whole;
	}

}
