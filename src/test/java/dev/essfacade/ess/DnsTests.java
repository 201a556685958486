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
 * The name of ESS is not known for a while, or means another machine from one moment to
 * the next. The door is a process of its own, since a process keeps what it has looked
 * up. In the long form the old address goes on answering.
 */
class DnsTests {

	private static final org.slf4j.Logger figures = LoggerFactory.getLogger("figures");

	private final EssSimulator here = EssSimulator.start();

	private final EssSimulator elsewhere = EssSimulator
		.start(SimulatorSettings.defaults().withHost("127.0.0.2").withPort(this.here.endpoint().getPort()));

	private final URI ess = URI.create("http://ess.test:" + this.here.endpoint().getPort());

	@TempDir
	private Path directory = Path.of("");

	private Path hosts = Path.of("");

	@BeforeEach
	void nobodyIsKnown() throws IOException {
		this.hosts = Files.writeString(this.directory.resolve("hosts"), "");
	}

	@AfterEach
	void close() {
		this.here.close();
		this.elsewhere.close();
	}

	@Test // F11
	void aNameThatIsKnownAgainAndOneThatMovesAreFollowed() throws IOException {
		try (EssClientProcess door = EssClientProcess.start(List.of("-Djdk.net.hosts.file=" + this.hosts), this.ess,
				"ess.allow-plain-http=true", "ess.connect-timeout=1s", "ess.read-timeout=1s")) {
			assertThat(door.outcome("read")).isEqualTo("NEVER_SENT");

			Files.writeString(this.hosts, "127.0.0.1 ess.test");
			await().atMost(Duration.ofSeconds(10)).until(() -> door.outcome("read").equals("OK"));
			assertThat(this.here.received()).isNotEmpty();

			Files.writeString(this.hosts, "127.0.0.2 ess.test");
			if (!LongForm.WANTED) {
				this.here.close();
			}
			long change = System.nanoTime();
			await().atMost(Duration.ofMinutes(1))
				.until(() -> door.outcome("read").equals("OK") && !this.elsewhere.received().isEmpty());
			figures.info("Followed a change of the address after {} s",
					Duration.ofNanos(System.nanoTime() - change).toSeconds());
		}
	}

	@Test // F11
	void aNameServerThatIsSilentHoldsNobodyBeyondTheDeadline() throws IOException {
		Runnable answer = DnsLookupRecorder.leaveUnanswered("silent.test");
		try (PauseDetector hiccups = new PauseDetector();
				TestEssClient door = TestEssClient.to(URI.create("http://silent.test"))
					.with("ess.allow-plain-http", true)
					.with("ess.deadline", "2s")
					.open()) {
			long start = System.nanoTime();
			EssException failure = catchThrowableOfType(EssException.class,
					() -> door.client().call(KillTests.detach("asg-1", "token-1")));
			assertThat(failure.outcome()).isEqualTo(CallOutcome.CONNECT_FAILED);
			assertThat(Duration.ofNanos(System.nanoTime() - start))
				.isLessThan(Duration.ofMillis(2100).plus(hiccups.longest().multipliedBy(3)));
		}
		finally {
			answer.run();
		}
	}

}
