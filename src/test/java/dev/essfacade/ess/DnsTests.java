package dev.essfacade.ess;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import dev.essfacade.support.DnsLookupRecorder;
import dev.esssimulator.EssSimulator;
import dev.esssimulator.SimulatorSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

/**
 * DNS failures: ESS's name does not resolve, its address changes, or the name server does
 * not respond. For a changed address, the client runs in another process, with its own
 * DNS cache. In the long form, the old address still responds.
 */
class DnsTests {

	private static final org.slf4j.Logger figures = LoggerFactory.getLogger("figures");

	private final EssSimulator first = EssSimulator.start();

	private final EssSimulator second = EssSimulator
		.start(SimulatorSettings.defaults().withHost("127.0.0.2").withPort(this.first.endpoint().getPort()));

	private final URI ess = URI.create("http://ess.test:" + this.first.endpoint().getPort());

	@TempDir
	private Path directory = Path.of("");

	private Path hosts = Path.of("");

	@BeforeEach
	void emptyTheHostsFile() throws IOException {
		this.hosts = Files.writeString(this.directory.resolve("hosts"), "");
	}

	@AfterEach
	void close() {
		this.first.close();
		this.second.close();
	}

	@Test // F11
	void followsANameThatResolvesAgainOrChangesItsAddress() throws IOException {
		try (EssClientProcess client = EssClientProcess.start(List.of("-Djdk.net.hosts.file=" + this.hosts), this.ess,
				"ess.allow-plain-http=true", "ess.connect-timeout=1s", "ess.read-timeout=1s")) {
			assertThat(client.outcome("read")).isEqualTo("CONNECT_FAILED");

			Files.writeString(this.hosts, "127.0.0.1 ess.test");
			await().atMost(Duration.ofSeconds(10)).until(() -> client.outcome("read").equals("OK"));
			assertThat(this.first.received()).isNotEmpty();

			Files.writeString(this.hosts, "127.0.0.2 ess.test");
			if (!LongForm.WANTED) {
				this.first.close();
			}
			long change = System.nanoTime();
			await().atMost(Duration.ofMinutes(1))
				.until(() -> client.outcome("read").equals("OK") && !this.second.received().isEmpty());
			figures.info("A changed DNS address took effect after {} s",
					Duration.ofNanos(System.nanoTime() - change).toSeconds());
		}
	}

	@Test // F11
	void anUnresponsiveNameServerDelaysNoCallBeyondTheDeadline() throws IOException {
		Runnable release = DnsLookupRecorder.leaveUnanswered("unresponsive.test");
		try (PauseDetector pauses = new PauseDetector();
				TestEssClient client = TestEssClient.to(URI.create("http://unresponsive.test"))
					.with("ess.allow-plain-http", true)
					.with("ess.deadline", "2s")
					.open()) {
			long start = System.nanoTime();
			EssException failure = catchThrowableOfType(EssException.class,
					() -> client.client().call(KillTests.detach("asg-1", "token-1")));
			assertThat(failure.outcome()).isEqualTo(CallOutcome.CONNECT_FAILED);
			assertThat(Duration.ofNanos(System.nanoTime() - start))
				.isLessThan(Duration.ofMillis(2500).plus(pauses.longest().multipliedBy(3)));
		}
		finally {
			release.run();
		}
	}

}
