package dev.essfacade.observability;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import com.sun.management.HotSpotDiagnosticMXBean;
import dev.essfacade.support.Caller;
import dev.essfacade.support.Caller.Answer;
import dev.essfacade.support.FacadeTest;
import dev.essfacade.support.KnownSecrets;
import dev.essfacade.support.LogCapture;
import dev.essfacade.support.LogCheck;
import dev.essfacade.support.SimulatedEss;
import dev.essfacade.support.StartedFacade;
import dev.essfacade.support.TestGroups;
import dev.esssimulator.EssSimulator;
import dev.esssimulator.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Value;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The credentials of a test run are canaries: known texts that no output may contain.
 * {@link Caller} searches each response for canaries and signatures. {@link LogCheck}
 * searches each line of every logger for canaries.
 */
@FacadeTest
class SecretsTests {

	private final EssSimulator ess;

	private final Caller caller;

	private final int managementPort;

	SecretsTests(EssSimulator ess, Caller caller, @Value("${local.management.port}") int managementPort) {
		this.ess = ess;
		this.caller = caller;
		this.managementPort = managementPort;
	}

	@Test
	void noFaultLogsASecret() {
		for (String way : List.of("v1", "v3")) {
			try (StartedFacade service = StartedFacade.with("ess.signature-version=" + way, "ess.deadline=1s")) {
				causeEveryFault(service.caller());
			}
		}
		assertThat(KnownSecrets.signatures()).hasSizeGreaterThan(40)
			.anyMatch((signature) -> signature.endsWith("="))
			.anyMatch((signature) -> signature.matches("[0-9a-f]{64}"));
		List<String> recent = LogCapture.takeRecent();
		assertThat(recent).anyMatch((line) -> line.startsWith("org.springframework.security.web.FilterChainProxy "))
			.anyMatch((line) -> line.startsWith("org.apache.tomcat."))
			.anyMatch((line) -> line.startsWith("dev.essfacade.ess.EssClient DetachAlbServerGroups "))
			.noneMatch((line) -> line.contains("SDK."));
		KnownSecrets.mustNotBeInAny("the log", recent);
		assertThat(LogCapture.captured()).isGreaterThan(5_000);
	}

	private void causeEveryFault(Caller through) {
		List<Fault> faults = List.of(Fault.throttled(), Fault.serverError(), Fault.html(), Fault.resetAfterCommit(),
				Fault.truncatedErrorInString(), Fault.notHttp(), Fault.error(400, "SignatureDoesNotMatch",
						"server string to sign is:POST&AccessKeyId%3D" + SimulatedEss.KEY.id()));
		for (Fault fault : faults) {
			this.ess.add(TestGroups.group());
			this.ess.failNext("DescribeScalingGroups", fault);
			through.post(Caller.ALB_DETACH, TestGroups.ALB_DETACH);
			this.ess.failNext("DetachAlbServerGroups", fault);
			through.post(Caller.ALB_DETACH, TestGroups.ALB_DETACH);
			this.ess.failNext("DetachLoadBalancers", fault);
			through.post(Caller.CLB_DETACH, TestGroups.CLB_DETACH);
			this.ess.failNext(fault);
			through.get(Caller.ACTIVITY);
		}
		this.ess.failNext("DetachAlbServerGroups", Fault.hang());
		through.post(Caller.ALB_DETACH, TestGroups.ALB_DETACH);
	}

	@Test
	void logCaptureRecordsLinesBelowTheLogLevel() {
		LogCapture.takeRecent();
		LoggerFactory.getLogger("any.logger").trace("traces {}", "a value");
		LoggerFactory.getLogger("any.logger").atTrace().addKeyValue("key", "text").log("adds {}", "a value");
		LoggerFactory.getLogger("any.logger").debug("fails", new IllegalStateException("of something"));
		assertThat(LogCapture.takeRecent()).anyMatch((line) -> line.startsWith("any.logger traces a value"))
			.anyMatch((line) -> line.startsWith("any.logger adds a value [key=\"text\"]"))
			.anyMatch((line) -> line.contains("of something") && line.contains("\tat "));
	}

	@Test
	void noManagementEndpointExposesASecret() {
		this.caller.post(Caller.ALB_DETACH, TestGroups.ALB_DETACH);
		Caller management = new Caller(this.managementPort);
		JsonNode links = management.get("/actuator").json().path("_links");
		assertThat(links.propertyNames()).containsExactlyInAnyOrder("self", "health", "health-path", "info",
				"prometheus");
		for (String page : List.of("/health", "/health/liveness", "/health/readiness", "/info", "/prometheus")) {
			assertThat(management.get("/actuator" + page).status()).as(page).isEqualTo(200);
		}
		for (String page : List.of("/env", "/configprops", "/beans", "/heapdump", "/threaddump", "/loggers",
				"/mappings", "/httpexchanges", "/shutdown", "/conditions", "/jolokia")) {
			Answer answer = management.get("/actuator" + page);
			assertThat(answer.status()).as(page).isEqualTo(404);
			assertThat(this.caller.get("/actuator" + page).status()).as(page).isEqualTo(404);
		}
	}

	@Test
	void noThreadDumpContainsASecret(@TempDir Path directory) throws IOException {
		this.caller.post(Caller.ALB_DETACH, TestGroups.ALB_DETACH);
		Path file = directory.resolve("threads.json");
		ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
			.dumpThreads(file.toString(), HotSpotDiagnosticMXBean.ThreadDumpFormat.JSON);
		String dump = Files.readString(file);
		assertThat(dump).contains("\"threadContainers\"");
		KnownSecrets.mustNotBeIn("a thread dump", dump);
	}

}
