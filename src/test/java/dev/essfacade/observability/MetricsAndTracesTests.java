package dev.essfacade.observability;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import dev.essfacade.support.Caller;
import dev.essfacade.support.SimulatedEss;
import dev.essfacade.support.StartedFacade;
import dev.essfacade.support.TestGroups;
import dev.esssimulator.EssSimulator;
import dev.esssimulator.Fault;
import dev.esssimulator.ReceivedRequest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Probes, logs, metrics and traces for operators. */
@ExtendWith(OutputCaptureExtension.class)
class MetricsAndTracesTests {

	private static final String TRACE_ID = "4bf92f3577b34da6a3ce929d0e0e4736";

	private static final String SAMPLED = "00-" + TRACE_ID + "-00f067aa0ba902b7-01";

	private static final EssSimulator ess = SimulatedEss.simulator();

	private static StartedFacade facade;

	@BeforeAll
	static void start() {
		facade = StartedFacade.with("logging.level.dev.essfacade=info");
	}

	@AfterAll
	static void stop() {
		facade.close();
		LoggingSystem.get(MetricsAndTracesTests.class.getClassLoader()).setLogLevel("dev.essfacade", null);
	}

	@BeforeEach
	void oneGroup() {
		ess.reset();
		ess.add(TestGroups.group());
	}

	@Test
	void theMainPortServesLivenessAndReadiness() {
		assertThat(facade.caller().get("/livez").http().body()).isEqualTo("{\"status\":\"UP\"}");
		assertThat(facade.caller().get("/readyz").http().body()).isEqualTo("{\"status\":\"UP\"}");
		assertThat(ess.received()).as("neither asks ESS").isEmpty();
	}

	@Test
	void logsTheCallersTraceIdBesideTheRequestId(CapturedOutput output) {
		detach(facade, "X-Request-Id", "seen-in-the-log", "traceparent", SAMPLED);
		assertThat(output.getOut().lines()).anyMatch((line) -> line.contains("[seen-in-the-log] [" + TRACE_ID + "]")
				&& line.contains("DetachAlbServerGroups"));
	}

	@Test
	void logsOneLinePerCall(CapturedOutput output) {
		ess.failNext("DetachAlbServerGroups", Fault.serviceUnavailable());
		String essRequestId = facade.caller()
			.post(Caller.ALB_DETACH, TestGroups.ALB_DETACH, "X-Request-Id", "who-is-on-call")
			.field("requestId");
		List<String> lines = output.toString()
			.lines()
			.filter((line) -> line.contains("who-is-on-call"))
			.filter((line) -> !line.contains("] audit "))
			.toList();
		assertThat(lines).hasSize(2);
		assertThat(lines.getFirst()).contains("DescribeScalingGroups of asg-bp18p2yfxow2dloq in cn-hangzhou: ok");
		assertThat(lines.getLast()).contains("DetachAlbServerGroups of asg-bp18p2yfxow2dloq in cn-hangzhou: ",
				"ok after 2 attempts in ", "ESS request id " + essRequestId);
	}

	@Test
	void sendsNoTraceContextToEss() {
		detach(facade, "traceparent", SAMPLED, "tracestate", "vendor=value", "baggage", "user=somebody");
		assertThat(ess.received()).isNotEmpty()
			.extracting(ReceivedRequest::headers)
			.allSatisfy((headers) -> assertThat(headers.toString()).doesNotContainIgnoringCase("traceparent")
				.doesNotContain("vendor=value", "user=somebody", TRACE_ID));
	}

	@Test
	void theRequestHistogramHasExemplarsOfTraces() {
		detach(facade, "traceparent", SAMPLED);
		// A request is counted when it has ended, possibly after the client has read
		// the response.
		await().atMost(Duration.ofMinutes(1))
			.untilAsserted(() -> assertThat(buckets()).anyMatch((line) -> line.contains("le=\"0.25\""))
				.anyMatch((line) -> line.contains("trace_id=\"" + TRACE_ID + "\"")));
	}

	/**
	 * Prometheus before 2.43 and Google's Managed Prometheus reject a whole scrape that
	 * has any other exemplar.
	 */
	@Test
	void onlyCountersAndBucketsHaveExemplars() {
		detach(facade, "traceparent", SAMPLED);
		await().atMost(Duration.ofMinutes(1))
			.untilAsserted(() -> assertThat(openMetrics().filter((line) -> line.contains(" # {")))
				.anyMatch((line) -> line.startsWith("ess_attempts_total{"))
				.anyMatch((line) -> line.startsWith("http_server_requests_seconds_bucket{"))
				.allMatch((line) -> line.matches("\\w+(_total|_bucket)\\{.*")));
	}

	private static Stream<String> buckets() {
		return openMetrics().filter((line) -> line.startsWith("http_server_requests_seconds_bucket"));
	}

	private static Stream<String> openMetrics() {
		return facade.managementCaller()
			.get("/actuator/prometheus", "Accept", "application/openmetrics-text; version=1.0.0")
			.http()
			.body()
			.lines();
	}

	@Test
	void exportsNoTracesByDefault(CapturedOutput output) {
		assertThat(facade.context().getBeanNamesForType(io.opentelemetry.sdk.trace.export.SpanExporter.class))
			.isEmpty();
		detach(facade, "traceparent", SAMPLED);
		assertThat(output).doesNotContain("4318", "Failed to export");
	}

	private static void detach(StartedFacade facade, String... headers) {
		assertThat(facade.caller().post(Caller.ALB_DETACH, TestGroups.ALB_DETACH, headers).status()).isEqualTo(200);
	}

}
