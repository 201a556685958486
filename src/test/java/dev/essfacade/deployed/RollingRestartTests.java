package dev.essfacade.deployed;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.essfacade.support.Caller;
import dev.esssimulator.EssSimulator;
import dev.esssimulator.SimulatorSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.testcontainers.containers.GenericContainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Replaces two instances behind nginx one after the other under load, as a rollout does.
 * {@code src/bench/rolling-restart} is the long form.
 */
@Tag("containers")
class RollingRestartTests {

	private static final int RESTARTS = Integer.getInteger("rolling.restarts", 2);

	private static final int REQUESTS = Integer.getInteger("rolling.requests", 2_000);

	/**
	 * Models the preStop hook of the chart. Before the instance gets SIGTERM, nginx
	 * removes it, and nginx's old workers end.
	 */
	private static final Duration PAUSE = Duration.ofSeconds(10);

	private static final int SIGTERM = 143;

	private final EssSimulator ess = EssSimulator.start(SimulatorSettings.defaults()
		.withTickingClock(true)
		// With short activities, few of them run at a time, so that the simulator is not
		// the bottleneck.
		.withActivityDuration(Duration.ofSeconds(1)));

	private final List<Integer> ports = List.of(Nginx.freePort(), Nginx.freePort());

	private final List<GenericContainer<?>> services = this.ports.stream()
		.<GenericContainer<?>>map(this::service)
		.toList();

	private final Nginx nginx = Nginx.inFrontOf(this.ports.getFirst(), this.ports.getLast());

	@BeforeEach
	void startBoth() {
		this.services.forEach(GenericContainer::start);
		this.ports.forEach(RollingRestartTests::awaitReady);
	}

	@AfterEach
	void stopAll() {
		this.services.forEach(GenericContainer::stop);
		this.nginx.close();
		this.ess.close();
	}

	@Test
	@SuppressWarnings("SystemOut") // prints the measured figures
	void aRollingRestartFailsNoRequestAndRepeatsNoDetach() throws Exception {
		long start = System.nanoTime();
		DetachAndPollLoad load = new DetachAndPollLoad(this.ess, this.nginx.innerPort(), "/ess").start();
		try {
			for (int i = 0; i < RESTARTS; i++) {
				restart(i % 2);
			}
			await().atMost(Duration.ofHours(2)).until(() -> load.requests() >= REQUESTS || !load.failures().isEmpty());
		}
		finally {
			load.end();
		}
		System.out.printf(
				"Rolling restarts: %d, requests: %d in %d s, failed: %d, double effects: %d, memory: %s MiB%n",
				RESTARTS, load.requests(), Duration.ofNanos(System.nanoTime() - start).toSeconds(),
				load.failures().size(), load.doubleEffects().size(),
				List.of(Containers.memoryInMebibytes(this.services.getFirst()),
						Containers.memoryInMebibytes(this.services.getLast())));
		assertThat(load.failures()).isEmpty();
		assertThat(load.doubleEffects()).isEmpty();
	}

	private void restart(int index) throws Exception {
		GenericContainer<?> service = this.services.get(index);
		this.nginx.switchTo(List.of(this.ports.get(1 - index)));
		await().pollDelay(PAUSE).atMost(Duration.ofMinutes(1)).until(() -> true);
		assertThat(Containers.stop(service)).isEqualTo(SIGTERM);
		service.getDockerClient().startContainerCmd(service.getContainerId()).exec();
		awaitReady(this.ports.get(index));
		this.nginx.switchTo(this.ports);
	}

	private static void awaitReady(int port) {
		Caller caller = new Caller(port);
		await().atMost(Duration.ofMinutes(2))
			.ignoreExceptionsMatching(AssertionError.class::isInstance)
			.until(() -> caller.get("/readyz").status() == 200);
	}

	/** Uses the host's network, so that load reaches this machine's addresses only. */
	private GenericContainer<?> service(int port) {
		return Containers.hardened(Containers.FACADE)
			.withNetworkMode("host")
			.withEnv(Map.of("SERVER_PORT", String.valueOf(port), "MANAGEMENT_SERVER_PORT",
					String.valueOf(Nginx.freePort()), "SERVER_ADDRESS", "127.0.0.1", "MANAGEMENT_SERVER_ADDRESS",
					"127.0.0.1", "FACADE_SECURITY_MODE", "open", "FACADE_TRUSTED_PROXIES", "127.0.0.1", "ESS_ENDPOINT",
					this.ess.endpoint().toString(), "ALIBABA_CLOUD_ACCESS_KEY_ID", this.ess.accessKey().id(),
					"ALIBABA_CLOUD_ACCESS_KEY_SECRET", this.ess.accessKey().secret()));
	}

}
