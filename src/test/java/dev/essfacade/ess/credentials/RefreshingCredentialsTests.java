package dev.essfacade.ess.credentials;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import dev.essfacade.ess.http.EgressProxyProperties;
import dev.essfacade.ess.http.UnsignedHttpClient;
import dev.esssimulator.sts.StsSimulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@ExtendWith(OutputCaptureExtension.class)
class RefreshingCredentialsTests {

	private static final Duration WAIT = Duration.ofSeconds(30);

	private final ManualClock clock = new ManualClock();

	private final StsSimulator sts = StsSimulator.start(this.clock, (key) -> {
	});

	private final UnsignedHttpClient http = new UnsignedHttpClient(WAIT, WAIT, 10_000, EgressProxyProperties.NONE);

	@TempDir
	private Path directory = Path.of("");

	private Path tokenFile = Path.of("");

	@BeforeEach
	void writeTheServiceAccountToken() throws Exception {
		this.tokenFile = Files.writeString(this.directory.resolve("token"), StsSimulator.OIDC_TOKEN);
	}

	@AfterEach
	void close() {
		this.http.close();
		this.sts.close();
	}

	@Test
	void fetchesTheCredentialsOfARoleOnce() {
		RefreshingCredentials credentials = refreshing(role());
		assertThat(credentials.wereFetched()).isFalse();
		assertThat(credentials.get(WAIT).id()).isEqualTo("STS.simulated1");
		assertThat(credentials.get(WAIT).securityToken()).isEqualTo("sts-token-1");
		assertThat(credentials.wereFetched()).isTrue();
		assertThat(this.sts.received()).singleElement()
			.satisfies((request) -> assertThat(request).containsEntry("RoleArn", "acs:ram::1:role/ess-facade")
				.containsEntry("OIDCProviderArn", "acs:ram::1:oidc-provider/ack")
				.containsEntry("RoleSessionName", "release.namespace.pod")
				.doesNotContainKeys("Signature", "AccessKeyId"));
	}

	@Test
	void refreshesAfterThreeQuartersOfTheLifetime() {
		RefreshingCredentials credentials = refreshing(role());
		credentials.refreshIfDue();
		this.clock.advance(Duration.ofMinutes(44));
		credentials.refreshIfDue();
		assertThat(this.sts.issued()).isEqualTo(1);
		this.clock.advance(Duration.ofMinutes(2));
		credentials.refreshIfDue();
		assertThat(credentials.get(WAIT).id()).isEqualTo("STS.simulated2");
		assertThat(credentials.secondsToExpiry()).isEqualTo(3600);
	}

	@Test // F17
	void keepsThePreviousCredentialsUntilTheyExpireWhileStsIsDown() {
		RefreshingCredentials credentials = refreshing(role());
		credentials.refreshIfDue();
		this.sts.become(StsSimulator.State.FAILING);
		for (int second = 0; second < 3599; second++) {
			this.clock.advance(Duration.ofSeconds(1));
			credentials.refreshIfDue();
			assertThat(credentials.get(WAIT).id()).isEqualTo("STS.simulated1");
		}
		this.sts.become(StsSimulator.State.UP);
		this.clock.advance(Duration.ofSeconds(1));
		assertThat(credentials.get(WAIT).id()).isEqualTo("STS.simulated2");
		assertThat(this.sts.received()).hasSizeLessThan(30);
	}

	@Test // F16
	void concurrentCallersShareOneFetchAfterTheExpiration() throws Exception {
		RefreshingCredentials credentials = refreshing(role());
		credentials.refreshIfDue();
		this.clock.advance(Duration.ofHours(1));
		List<Callable<String>> callers = new ArrayList<>();
		for (int i = 0; i < 64; i++) {
			callers.add(() -> credentials.get(WAIT).id());
		}
		try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			List<String> ids = new ArrayList<>();
			for (Future<String> caller : threads.invokeAll(callers)) {
				ids.add(caller.get());
			}
			assertThat(ids).hasSize(64).containsOnly("STS.simulated2");
		}
		assertThat(this.sts.received()).hasSize(2);
	}

	@Test // F17
	void callsStsAtMostOnceInTenSeconds() {
		this.sts.become(StsSimulator.State.SILENT);
		try (UnsignedHttpClient impatient = new UnsignedHttpClient(WAIT, Duration.ofSeconds(1), 10_000,
				EgressProxyProperties.NONE)) {
			RefreshingCredentials credentials = refreshing(role(impatient));
			for (int i = 0; i < 100; i++) {
				assertThatExceptionOfType(CredentialsUnavailableException.class)
					.isThrownBy(() -> credentials.get(WAIT));
			}
			assertThat(this.sts.received()).hasSize(1);
			this.clock.advance(Duration.ofSeconds(10));
			this.sts.become(StsSimulator.State.UP);
			assertThat(credentials.get(WAIT).id()).isEqualTo("STS.simulated1");
		}
	}

	@Test // F18
	void keepsThePreviousCredentialsWhileTheTokenFileIsUnusable() throws Exception {
		RefreshingCredentials credentials = refreshing(role());
		credentials.refreshIfDue();
		for (String content : List.of("", "simulated.oid")) {
			Files.writeString(this.tokenFile, content);
			this.clock.advance(Duration.ofMinutes(46));
			credentials.refreshIfDue();
			assertThat(credentials.get(WAIT).id()).isEqualTo("STS.simulated" + this.sts.issued());
			Files.writeString(this.tokenFile, StsSimulator.OIDC_TOKEN);
			this.clock.advance(Duration.ofSeconds(12));
			credentials.refreshIfDue();
		}
		assertThat(credentials.get(WAIT).id()).isEqualTo("STS.simulated3");
	}

	@Test
	void replacesRejectedCredentialsOnce() {
		RefreshingCredentials credentials = refreshing(role());
		EssCredentials rejected = credentials.get(WAIT);
		this.clock.advance(Duration.ofMinutes(1));
		for (int i = 0; i < 64; i++) {
			assertThat(credentials.replace(rejected, WAIT)).isTrue();
		}
		assertThat(this.sts.issued()).isEqualTo(2);
		assertThat(credentials.replace(credentials.get(WAIT), WAIT)).isFalse();
		assertThat(this.sts.issued()).isEqualTo(2);
	}

	@Test // F19
	void readsAChangedFileWithinAMinute() throws Exception {
		write("first", "secret-1");
		RefreshingCredentials credentials = refreshing(new DirectoryCredentialsSource(this.directory));
		credentials.refreshIfDue();
		assertThat(credentials.get(WAIT)).isEqualTo(new EssCredentials("first", "secret-1", null, null));
		write("second", "");
		pass(Duration.ofSeconds(30), credentials);
		assertThat(credentials.get(WAIT).id()).isEqualTo("first");
		write("second", "secret-2");
		pass(Duration.ofSeconds(60), credentials);
		assertThat(credentials.get(WAIT)).isEqualTo(new EssCredentials("second", "secret-2", null, null));
	}

	@Test
	void fetchesTheRoleOfAnEcsInstanceWithAToken() {
		RefreshingCredentials credentials = refreshing(
				new EcsRoleCredentialsSource(this.sts.endpoint(), StsSimulator.ROLE, this.http));
		assertThat(credentials.get(WAIT).id()).isEqualTo("STS.simulated1");
		assertThat(credentials.secondsToExpiry()).isEqualTo(3600);
		RefreshingCredentials other = refreshing(
				new EcsRoleCredentialsSource(this.sts.endpoint(), "another-role", this.http));
		assertThatExceptionOfType(CredentialsUnavailableException.class).isThrownBy(() -> other.get(WAIT));
	}

	@Test
	void noTextFormContainsASecret() {
		RefreshingCredentials credentials = refreshing(role());
		assertThat(credentials.get(WAIT) + " " + role() + " "
				+ new CredentialsProperties("id", "secret", "sts-token", null, null, null, null, null, null, null,
						null))
			.doesNotContain("sts-secret", "sts-token", "simulated1", StsSimulator.OIDC_TOKEN, "secret");
	}

	private void pass(Duration duration, RefreshingCredentials credentials) {
		for (long second = 0; second < duration.toSeconds(); second++) {
			this.clock.advance(Duration.ofSeconds(1));
			credentials.refreshIfDue();
		}
	}

	private void write(String id, String secret) throws Exception {
		Files.writeString(this.directory.resolve("access-key-id"), id + "\n");
		Files.writeString(this.directory.resolve("access-key-secret"), secret + "\n");
	}

	private CredentialsSource role() {
		return role(this.http);
	}

	private CredentialsSource role(UnsignedHttpClient through) {
		return new OidcCredentialsSource(this.sts.endpoint(), "acs:ram::1:role/ess-facade",
				"acs:ram::1:oidc-provider/ack", this.tokenFile, "release.namespace.pod", through,
				InstantSource.system());
	}

	private RefreshingCredentials refreshing(CredentialsSource source) {
		return new RefreshingCredentials(source, this.clock, () -> 0.5);
	}

}
