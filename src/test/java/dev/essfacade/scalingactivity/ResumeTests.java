package dev.essfacade.scalingactivity;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

import dev.essfacade.support.Caller;
import dev.essfacade.support.EventClient;
import dev.essfacade.support.EventClient.Event;
import dev.essfacade.support.ServiceProcess;
import dev.essfacade.support.SimulatedEss;
import dev.essfacade.support.StartedFacade;
import dev.essfacade.support.TestGroups;
import dev.esssimulator.ActivityOutcome;
import dev.esssimulator.EssSimulator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Streams that end early, because the connection is cut or the service is killed. Another
 * instance resumes them. {@code src/bench/resume} runs the long form.
 */
class ResumeTests {

	private static final Logger figures = LoggerFactory.getLogger("figures");

	private static final int CUTS = Integer.getInteger("watch.cuts", 100);

	private static final int KILLS = Integer.getInteger("watch.kills", 1);

	private static StartedFacade one;

	private static StartedFacade other;

	private final EssSimulator ess = SimulatedEss.simulator();

	private final SplittableRandom random = new SplittableRandom(20261127);

	@BeforeAll
	static void start() {
		one = StartedFacade.with();
		other = StartedFacade.with();
	}

	@AfterAll
	static void stop() {
		one.close();
		other.close();
	}

	@BeforeEach
	void addAGroup() {
		this.ess.reset();
		this.ess.add(TestGroups.group());
	}

	@Test
	void aStreamThatIsCutAtRandomLosesNoEnd() throws IOException {
		List<URI> services = List.of(one.caller().service(), other.caller().service());
		int cuts = 0;
		int activities = 0;
		while (cuts < CUTS) {
			Client client = new Client(activity());
			while (!client.isDone()) {
				client.follow(services.get(cuts % 2), this.random.nextInt(3), this::timePasses);
				cuts++;
				timePasses();
			}
			activities++;
			assertThat(EventClient.resume(services.getFirst(), client.path, client.lastId).status()).isEqualTo(204);
		}
		figures.info("{} cuts of the streams of {} activities: no end lost, no event twice in a row", cuts, activities);
	}

	@Test
	void aStreamWhoseProcessIsKilledLosesNoEnd() throws IOException, InterruptedException {
		for (int kill = 0; kill < KILLS; kill++) {
			int port = freePort();
			ServiceProcess service = ServiceProcess.start((_) -> {
			}, "server.port=" + port);
			Client client = new Client(activity());
			Thread killer = Thread.ofVirtual().unstarted(() -> kill(service));
			try (EventClient stream = EventClient.open(URI.create("http://127.0.0.1:" + port), client.path)) {
				client.take(stream.mustFollow());
				killer.start();
				this.ess.clock().advance(Duration.ofSeconds(this.random.nextInt(60)));
				client.takeAll(stream);
			}
			killer.join();
			this.ess.clock().advance(Duration.ofMinutes(2));
			SimulatedEss.advance(Duration.ofSeconds(1));
			if (!client.isDone()) {
				client.follow(other.caller().service(), Integer.MAX_VALUE, this::timePasses);
			}
			assertThat(client.isDone()).isTrue();
		}
		figures.info("{} kills during a stream: no end lost, no event twice in a row", KILLS);
	}

	/**
	 * Advances the service's time by one heartbeat interval (15 s), and ESS's time by up
	 * to 7 s.
	 */
	private void timePasses() {
		this.ess.clock().advance(Duration.ofSeconds(this.random.nextInt(8)));
		SimulatedEss.advance(Duration.ofSeconds(15));
	}

	private static void kill(ServiceProcess service) {
		try {
			service.kill();
		}
		catch (InterruptedException _) {
			Thread.currentThread().interrupt();
		}
	}

	private String activity() {
		return Caller.REGION + "/scaling-activities/"
				+ this.ess.startActivity("cn-hangzhou", "asg-bp18p2yfxow2dloq", ActivityOutcome.successful());
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
	}

	/** Client that remembers the last event it has read completely. */
	private static final class Client {

		private final String path;

		private String lastId = "";

		private @Nullable Event last;

		Client(String path) {
			this.path = path;
		}

		boolean isDone() {
			return this.last != null && this.last.json().path("done").booleanValue();
		}

		/** Reads some events or comments, then cuts the connection. */
		void follow(URI service, int events, Runnable between) throws IOException {
			try (EventClient stream = EventClient.resume(service, this.path, this.lastId)) {
				assertThat(stream.status()).isEqualTo(200);
				for (int each = 0; each < events && !isDone(); each++) {
					take(stream.mustFollow());
					between.run();
				}
			}
		}

		/** Reads until the stream ends or breaks. */
		void takeAll(EventClient stream) {
			try {
				for (Event next = stream.next(); next != null; next = stream.next()) {
					take(next);
				}
			}
			catch (RuntimeException _) {
				// The process was killed.
			}
		}

		void take(Event event) {
			if (event.type().equals("message")) {
				assertThat(event.id()).isNotEqualTo(this.lastId);
				this.lastId = event.id();
				this.last = event;
			}
		}

	}

}
