package dev.essfacade.e2e;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

import com.sun.management.HotSpotDiagnosticMXBean;
import dev.essfacade.ess.credentials.ManualClock;
import dev.essfacade.support.Caller;
import dev.essfacade.support.Caller.Answer;
import dev.essfacade.support.KnownSecrets;
import dev.essfacade.support.LogCapture;
import dev.essfacade.support.SimulatedEss;
import dev.essfacade.support.StartedFacade;
import dev.essfacade.support.TestGroups;
import dev.esssimulator.EssSimulator;
import dev.esssimulator.Fault;
import dev.esssimulator.sts.StsSimulator;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.context.support.GenericApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The whole service with the RAM role of a Kubernetes service account, configured by the
 * environment variables of the cluster. The role's credentials and the service account's
 * token are canary secrets, like the credentials of all other tests.
 */
class RoleCredentialsTests {

	private final EssSimulator ess = SimulatedEss.simulator();

	private final ManualClock clock = new ManualClock();

	private final StsSimulator sts = StsSimulator.start(this.clock, this.ess::accept);

	private final Spans spans = new Spans();

	@TempDir
	private Path directory = Path.of("");

	@BeforeEach
	void prepare() throws IOException {
		Files.writeString(this.directory.resolve("token"), StsSimulator.OIDC_TOKEN);
		this.ess.reset();
		this.ess.add(TestGroups.group());
	}

	@AfterEach
	void close() {
		this.sts.close();
		this.ess.reset();
	}

	@Test // F17
	void becomesReadyWithTheFirstCredentialsAndStaysReady() {
		this.sts.become(StsSimulator.State.FAILING);
		try (StartedFacade service = start()) {
			Caller caller = service.caller();
			await().until(() -> !this.sts.received().isEmpty());
			hasNoCredentials(caller);
			assertThat(caller.get("/readyz").status()).isEqualTo(503);
			assertThat(caller.get("/livez").status()).isEqualTo(200);

			this.sts.become(StsSimulator.State.UP);
			this.clock.advance(Duration.ofMinutes(1));
			await().until(() -> caller.get("/readyz").status() == 200);
			detaches(caller);

			this.sts.become(StsSimulator.State.FAILING);
			this.clock.advance(Duration.ofHours(1));
			hasNoCredentials(caller);
			assertThat(caller.get("/readyz").status()).isEqualTo(200);
			assertThat(caller.get("/livez").status()).isEqualTo(200);

			this.sts.become(StsSimulator.State.UP);
			this.clock.advance(Duration.ofMinutes(1));
			detaches(caller);
		}
	}

	@Test
	void noOutputContainsASecretOfARole() throws IOException {
		List<String> log = new ArrayList<>();
		for (String version : List.of("v1", "v3")) {
			try (StartedFacade service = start("ess.signature-version=" + version)) {
				log.addAll(LogCapture.takeRecent());
				provokeFailures(service.caller());
				log.addAll(LogCapture.takeRecent());
				for (String page : List.of("/health", "/health/readiness", "/info", "/prometheus")) {
					assertThat(service.managementCaller().get("/actuator" + page).status()).as(page).isEqualTo(200);
				}
				KnownSecrets.mustNotBeIn("a thread dump", threads());
			}
		}
		assertThat(this.spans.texts).anyMatch((text) -> text.contains("ess.request.id"))
			.anyMatch((text) -> text.contains("DetachAlbServerGroups"));
		KnownSecrets.mustNotBeInAny("a span", this.spans.texts);
		log.addAll(LogCapture.takeRecent());
		KnownSecrets.mustNotBeInAny("the log", log);
		assertThat(log).anyMatch((line) -> line.contains("Credentials refreshed"))
			.noneMatch((line) -> line.contains("SDK."));
	}

	private void provokeFailures(Caller caller) {
		detaches(caller);
		for (Fault fault : List.of(Fault.error(400, "InvalidSecurityToken.Expired", "?"), Fault.serverError(),
				Fault.resetAfterCommit(), Fault.truncatedErrorInString(), Fault.notHttp(), Fault.hang())) {
			this.ess.failNext(fault);
			caller.post(Caller.CLB_DETACH, TestGroups.CLB_DETACH);
		}
		this.sts.become(StsSimulator.State.FAILING);
		this.clock.advance(Duration.ofHours(1));
		hasNoCredentials(caller);
		this.sts.become(StsSimulator.State.UP);
		this.clock.advance(Duration.ofMinutes(1));
		detaches(caller);
	}

	private static void hasNoCredentials(Caller caller) {
		Answer answer = caller.post(Caller.ALB_DETACH, TestGroups.ALB_DETACH);
		assertThat(answer.status()).isEqualTo(503);
		assertThat(answer.field("code")).isEqualTo("credentials-unavailable");
	}

	private void detaches(Caller caller) {
		this.ess.add(TestGroups.group());
		assertThat(caller.post(Caller.ALB_DETACH, TestGroups.ALB_DETACH).status()).isEqualTo(200);
	}

	private StartedFacade start(String... more) {
		String[] settings = { "ess.credentials.access-key-id=", "ess.credentials.access-key-secret=",
				"ess.credentials.security-token=", "ALIBABA_CLOUD_ROLE_ARN=acs:ram::1:role/ess-facade",
				"ALIBABA_CLOUD_OIDC_PROVIDER_ARN=acs:ram::1:oidc-provider/ack",
				"ALIBABA_CLOUD_OIDC_TOKEN_FILE=" + this.directory.resolve("token"),
				"ALIBABA_CLOUD_STS_ENDPOINT=" + this.sts.endpoint(), "ess.deadline=6s",
				"management.tracing.sampling.probability=1", (more.length > 0) ? more[0] : "ess.network=public" };
		return StartedFacade.with(this::replaceClock, settings);
	}

	private void replaceClock(GenericApplicationContext context) {
		context.registerBean("manualClock", ManualClock.class, () -> this.clock,
				(definition) -> definition.setPrimary(true));
		context.registerBean(Spans.class, () -> this.spans);
	}

	private String threads() throws IOException {
		Path file = Files.createTempDirectory(this.directory, "threads").resolve("threads.json");
		ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
			.dumpThreads(file.toString(), HotSpotDiagnosticMXBean.ThreadDumpFormat.JSON);
		return Files.readString(file);
	}

	/** Records all spans. */
	private static final class Spans implements SpanProcessor {

		private final Collection<String> texts = new ConcurrentLinkedQueue<>();

		@Override
		public void onStart(Context parent, ReadWriteSpan span) {
		}

		@Override
		public boolean isStartRequired() {
			return false;
		}

		@Override
		public void onEnd(ReadableSpan span) {
			this.texts.add(span.toSpanData().toString());
		}

		@Override
		public boolean isEndRequired() {
			return true;
		}

	}

}
