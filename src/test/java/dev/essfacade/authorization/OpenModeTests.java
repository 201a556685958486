package dev.essfacade.authorization;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import dev.essfacade.support.Caller;
import dev.essfacade.support.Caller.Answer;
import dev.essfacade.support.SimulatedEss;
import dev.essfacade.support.StartedFacade;
import dev.essfacade.support.TestGroups;
import dev.esssimulator.EssSimulator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Protected groups and read-only mode in open mode. */
class OpenModeTests {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private final EssSimulator ess = SimulatedEss.simulator();

	@BeforeEach
	void addAGroup() {
		this.ess.reset();
		this.ess.add(TestGroups.group());
	}

	@Test
	void deniesADetachFromAProtectedGroup() {
		try (StartedFacade service = StartedFacade
			.with("facade.access.rules={protected-groups: [asg-bp18*], rules: []}")) {
			Answer answer = service.caller().post(Caller.ALB_DETACH, TestGroups.ALB_DETACH, "Idempotency-Key", "key-1");
			assertThat(answer.status()).isEqualTo(403);
			assertThat(answer.field("code")).isEqualTo("protected");
			assertThat(answer.field("clientToken")).isEqualTo("key-1");
			assertThat(this.ess.received()).isEmpty();
			assertThat(service.caller().get(Caller.ACTIVITY).field("code")).isEqualTo("activity-not-found");
		}
	}

	@Test
	void rejectsWritesInReadOnlyMode() {
		try (StartedFacade service = StartedFacade.with("facade.access.read-only=true")) {
			for (String path : new String[] { Caller.ALB_DETACH, Caller.CLB_DETACH }) {
				Answer answer = service.caller()
					.post(path, path.equals(Caller.ALB_DETACH) ? TestGroups.ALB_DETACH : TestGroups.CLB_DETACH);
				assertThat(answer.status()).isEqualTo(503);
				assertThat(answer.field("code")).isEqualTo("read-only");
				assertThat(answer.json().path("retryable").booleanValue()).isTrue();
				assertThat(answer.mustHave("Retry-After")).isEqualTo("30");
			}
			assertThat(this.ess.received()).isEmpty();
			assertThat(service.caller().get(Caller.ACTIVITY).field("code")).isEqualTo("activity-not-found");
			assertThat(metrics(service)).contains("facade_read_only 1.0");
		}
	}

	@Test
	void readOnlyModeIsSwitchedInTheRulesFileWithoutARestart(@TempDir Path directory) throws IOException {
		Path file = Files.writeString(directory.resolve("rules.yaml"), rules("false"));
		try (StartedFacade service = StartedFacade.with("facade.access.rules-file=" + file)) {
			assertThat(write(service).status()).isEqualTo(200);
			Files.writeString(file, rules("true"));
			eventuallyAnswers(service, "read-only");
			Files.writeString(file, rules("maybe"));
			eventuallyShows(service, "facade_access_rules_reload_failed 1.0", "facade_read_only 1.0");
			assertThat(write(service).field("code")).as("the previous value").isEqualTo("read-only");
			Files.writeString(file, rules("false"));
			eventuallyAnswers(service, "not-attached");
			assertThat(metrics(service)).contains("facade_access_rules_reload_failed 0.0", "facade_read_only 0.0")
				.doesNotContain("tasks_scheduled");
		}
	}

	private static String rules(String readOnly) {
		return "read-only: %s\nprotected-groups: []\nrules: []\n".formatted(readOnly);
	}

	private static void eventuallyAnswers(StartedFacade service, String code) {
		long end = System.nanoTime() + PATIENCE.toNanos();
		while (!code.equals(write(service).field("code")) && System.nanoTime() < end) {
			Thread.onSpinWait();
		}
		assertThat(write(service).field("code")).isEqualTo(code);
	}

	private static void eventuallyShows(StartedFacade service, String... lines) {
		long end = System.nanoTime() + PATIENCE.toNanos();
		while (!metrics(service).contains(lines[0]) && System.nanoTime() < end) {
			Thread.onSpinWait();
		}
		assertThat(metrics(service)).contains(lines);
	}

	private static Answer write(StartedFacade service) {
		return service.caller().post(Caller.ALB_DETACH, TestGroups.ALB_DETACH);
	}

	private static String metrics(StartedFacade service) {
		return service.managementCaller().get("/actuator/prometheus").http().body();
	}

}
