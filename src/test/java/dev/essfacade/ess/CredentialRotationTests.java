package dev.essfacade.ess;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import dev.essfacade.ess.credentials.ManualClock;
import dev.essfacade.ess.credentials.OidcCredentialsSource;
import dev.essfacade.ess.credentials.RefreshingCredentials;
import dev.essfacade.ess.credentials.TestCredentials;
import dev.essfacade.ess.http.EgressProxyProperties;
import dev.essfacade.ess.http.UnsignedHttpClient;
import dev.esssimulator.AccessKey;
import dev.esssimulator.EssSimulator;
import dev.esssimulator.sts.StsSimulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Credentials that change or are revoked while the client calls ESS, and an outage of
 * STS.
 */
class CredentialRotationTests {

	private static final Logger figures = LoggerFactory.getLogger("figures");

	private static final int ROTATIONS = Boolean.getBoolean("faults.long") ? 1000 : 300;

	private static final int CALLERS = 4;

	private static final int OUTLIVED = 20;

	private final EssSimulator ess = EssSimulator.start();

	private final ManualClock clock = new ManualClock();

	private final List<AccessKey> issued = new ArrayList<>();

	private final StsSimulator sts = StsSimulator.start(this.clock, this::accept);

	private final UnsignedHttpClient http = new UnsignedHttpClient(Duration.ofSeconds(20), Duration.ofSeconds(20),
			10_000, EgressProxyProperties.NONE);

	@TempDir
	private Path directory = Path.of("");

	@AfterEach
	void close() {
		this.http.close();
		this.sts.close();
		this.ess.close();
	}

	/**
	 * Makes ESS accept new credentials, and revokes those of some rotations before. The
	 * rotations follow each other within milliseconds here, and a busy machine can delay
	 * a call by several rotations.
	 */
	private void accept(AccessKey key) {
		this.ess.accept(key);
		this.issued.add(key);
		if (this.issued.size() > OUTLIVED) {
			this.ess.revoke(this.issued.get(this.issued.size() - OUTLIVED - 1).id());
		}
	}

	@Test // F16
	void credentialRotationsUnderLoadFailNoCall() throws Exception {
		RefreshingCredentials keys = TestCredentials.of(role(), this.clock);
		ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
		Semaphore calls = new Semaphore(0);
		AtomicBoolean done = new AtomicBoolean();
		AtomicInteger made = new AtomicInteger();
		try (TestEssClient client = TestEssClient.to(this.ess.endpoint()).with(keys).open();
				ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
			// This call fetches the first credentials, so that no later call waits for
			// STS while the clock advances.
			call(client, failures);
			for (int i = 0; i < CALLERS; i++) {
				callers.execute(() -> {
					while (!done.get()) {
						call(client, failures);
						made.incrementAndGet();
						calls.release();
					}
				});
			}
			for (int rotation = 0; rotation < ROTATIONS; rotation++) {
				this.clock.advance(Duration.ofMinutes(46));
				TestCredentials.look(keys);
				calls.drainPermits();
				calls.acquire(CALLERS);
			}
			done.set(true);
		}
		figures.info("{} sets of keys issued during {} calls, of which {} failed", this.sts.issued(), made,
				failures.size());
		assertThat(failures).isEmpty();
		assertThat(this.sts.issued()).isGreaterThanOrEqualTo(ROTATIONS);
	}

	@Test // F16
	void aRevokedSecurityTokenCostsOneFurtherAttempt() throws IOException {
		RefreshingCredentials keys = TestCredentials.of(role(), this.clock);
		ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
		try (TestEssClient client = TestEssClient.to(this.ess.endpoint()).with(keys).open()) {
			call(client, failures);
			this.ess.revoke(this.issued.getFirst().id());
			this.clock.advance(Duration.ofMinutes(1));
			call(client, failures);
			assertThat(failures).isEmpty();
			assertThat(this.ess.received()).hasSize(3);

			this.ess.revoke(this.issued.getLast().id());
			call(client, failures); // too soon for a new fetch
			assertThat(failures).containsExactly("OPERATOR_ERROR");
			assertThat(this.ess.received()).hasSize(4);
		}
	}

	@Test // F17
	void sendsNothingAfterTheCredentialsExpiredDuringAnStsOutage() throws IOException {
		this.sts.become(StsSimulator.State.FAILING);
		ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
		try (TestEssClient client = TestEssClient.to(this.ess.endpoint())
			.with(TestCredentials.of(role(), this.clock))
			.open()) {
			call(client, failures);
			assertThat(failures).containsExactly("NO_CREDENTIALS");
			assertThat(this.ess.received()).isEmpty();
		}
	}

	private static void call(TestEssClient client, ConcurrentLinkedQueue<String> failures) {
		EssException failure = catchThrowableOfType(EssException.class,
				() -> client.client().call(EssCall.read("DescribeScalingGroups", "cn-hangzhou", Object.class).build()));
		if (failure != null) {
			failures.add(failure.outcome().name());
		}
	}

	private OidcCredentialsSource role() throws IOException {
		Path token = Files.writeString(this.directory.resolve("token"), StsSimulator.OIDC_TOKEN);
		return new OidcCredentialsSource(this.sts.endpoint(), "acs:ram::1:role/ess-facade",
				"acs:ram::1:oidc-provider/ack", token, "ess-facade", this.http, InstantSource.system());
	}

}
