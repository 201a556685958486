package dev.essfacade.observability;

import java.util.stream.Stream;

import dev.essfacade.support.Caller;
import dev.essfacade.support.FacadeTest;
import dev.essfacade.support.TestGroups;
import dev.esssimulator.EssSimulator;
import dev.esssimulator.Fault;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Value;

import static org.assertj.core.api.Assertions.assertThat;

/** Metrics of ESS calls that dashboards and alerts use. */
@FacadeTest
class EssCallTelemetryTests {

	private final EssSimulator ess;

	private final Caller caller;

	private final Caller management;

	EssCallTelemetryTests(EssSimulator ess, Caller caller, @Value("${local.management.port}") int managementPort) {
		this.ess = ess;
		this.caller = caller;
		this.management = new Caller(managementPort);
	}

	@BeforeEach
	void aGroup() {
		this.ess.add(TestGroups.group());
	}

	@Test
	void everyMetricOfTheDashboardIsExported() {
		this.ess.failNext("DetachAlbServerGroups", Fault.serviceUnavailable());
		this.caller.post(Caller.ALB_DETACH, TestGroups.ALB_DETACH);
		String metrics = this.management.get("/actuator/prometheus").http().body();
		String labels = "action=\"DetachAlbServerGroups\"";
		assertThat(metrics).contains("ess_call_seconds_bucket{" + labels, "ess_call_seconds_count{" + labels,
				"ess_attempts_total{" + labels, "ess_retries_total{" + labels,
				"ess_retry_budget_tokens{region=\"cn-hangzhou\"}", "ess_calls_in_flight{region=\"cn-hangzhou\"}",
				"ess_credentials_age_seconds ", "ess_attempt_seconds_count{" + labels);
		assertThat(metrics).doesNotContain("ess_credentials_expiry");
	}

	@Test
	void noMetricHasAnIdAsLabel() {
		String token = this.caller.post(Caller.ALB_DETACH, TestGroups.FORCED_ALB_DETACH).field("clientToken");
		String metrics = this.management.get("/actuator/prometheus").http().body();
		Stream<String> ours = metrics.lines().filter((line) -> line.startsWith("ess_"));
		assertThat(ours
			.filter((line) -> Stream.of("asg-", "sgp-", "lb-", "asa-", String.valueOf(token)).anyMatch(line::contains)))
			.isEmpty();
	}

}
