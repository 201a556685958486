package dev.essfacade.deployed;

import java.time.Duration;
import java.util.Objects;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectImageResponse;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.ContainerNetwork;
import dev.essfacade.support.Caller;
import dev.esssimulator.Seeds;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** The image of the service with the image of the simulator, on one network. */
@Tag("containers")
class ImageTests {

	private static final String GROUP = "/api/v1/regions/%s/scaling-groups/%s".formatted(Seeds.REGION, Seeds.GROUP);

	private static final String POLL = "/api/v1/regions/%s/scaling-activities/asa-bp1none".formatted(Seeds.REGION);

	private static final String OTHER_GROUP = "/api/v1/regions/ap-southeast-1/scaling-groups/asg-t4n7c2k9x5v0q3w8zr1e";

	private static final int MEGABYTE = 1_000_000;

	/** Shutdown timeout of application.yaml for requests in flight after SIGTERM. */
	private static final Duration DRAIN = Duration.ofSeconds(25);

	/**
	 * Timeout for polls until ESS responds again. An open circuit breaker permits one
	 * probe per second.
	 */
	private static final Duration HEALING = Duration.ofMinutes(1);

	private static final Network network = Network.newNetwork();

	private static final GenericContainer<?> ess = Containers.simulator(network);

	private static final GenericContainer<?> facade = Containers.facade(network);

	@BeforeAll
	static void start() {
		ess.start();
		facade.start();
	}

	@AfterAll
	static void stop() {
		facade.stop();
		ess.stop();
		network.close();
	}

	@Test
	void aForcedDetachIsPolledToItsEnd() {
		Caller.Answer detach = caller(facade).post(GROUP + "/alb-server-groups/detach", """
				{"albServerGroups": [{"albServerGroupId": "%s", "port": %d}], "forceDetach": true}"""
			.formatted(Seeds.ALB_SERVER_GROUP, Seeds.PORT));
		assertThat(detach.status()).isEqualTo(202);
		assertThat(caller(facade).get(detach.mustHave("Location")).field("state")).isEqualTo("IN_PROGRESS");
	}

	@Test
	void aWriteToAPausedUpstreamIsUnknownAndRepeatable() {
		// With allowLast, the write is sent although the read of the attachments fails.
		String detach = "{\"loadBalancers\": [\"lb-t4n3g7r1w9z5k2c8xq0uh\"], \"allowLast\": true}";
		String[] key = { "Idempotency-Key", "paused-upstream" };
		docker().pauseContainerCmd(ess.getContainerId()).exec();
		try {
			assertThat(caller(facade).post(OTHER_GROUP + "/load-balancers/detach", detach, key).field("code"))
				.isEqualTo("outcome-unknown");
			assertThat(caller(facade).get(POLL).field("code")).isEqualTo("upstream-unavailable");
		}
		finally {
			docker().unpauseContainerCmd(ess.getContainerId()).exec();
		}
		await().atMost(HEALING)
			.until(() -> caller(facade).post(OTHER_GROUP + "/load-balancers/detach", detach, key).status() == 200);
	}

	@Test
	void reportsADisconnectedNetworkAndRecoversFromIt() {
		docker().disconnectFromNetworkCmd().withNetworkId(network.getId()).withContainerId(ess.getContainerId()).exec();
		try {
			Caller.Answer poll = caller(facade).get(POLL);
			assertThat(poll.status()).isEqualTo(503);
			assertThat(poll.mustHave("Retry-After")).containsOnlyDigits();
			assertThat(caller(facade).get("/readyz").status()).as("ESS is no part of readiness").isEqualTo(200);
		}
		finally {
			docker().connectToNetworkCmd()
				.withNetworkId(network.getId())
				.withContainerId(ess.getContainerId())
				.withContainerNetwork(new ContainerNetwork().withAliases("ess"))
				.exec();
		}
		await().atMost(HEALING).until(() -> caller(facade).get(POLL).status() == 404);
	}

	@Test
	void theImageHasNoShellAndNoRootUser() {
		assertThat(Objects.requireNonNull(image().getConfig()).getUser()).isEqualTo("10001:10001");
		for (String tool : new String[] { "/bin/sh", "/usr/bin/apt", "/usr/bin/wget" }) {
			assertThatThrownBy(() -> facade.copyFileFromContainer(tool, (content) -> content))
				.isInstanceOf(NotFoundException.class);
		}
	}

	@Test
	void theImageIsSmallAndLabelledWithItsSource() {
		assertThat(Objects.requireNonNull(image().getSize()) / MEGABYTE).isLessThanOrEqualTo(220);
		assertThat(Objects.requireNonNull(image().getConfig()).getLabels()).containsKeys(
				"org.opencontainers.image.version", "org.opencontainers.image.revision",
				"org.opencontainers.image.licenses");
	}

	@Test
	@Timeout(180)
	void startsFromTheAotCacheLogsJsonAndStopsQuickly() {
		try (GenericContainer<?> service = Containers.facade(network)
			.withEnv("LOGGING_STRUCTURED_FORMAT_CONSOLE", "ecs")
			// The JVM fails to start if the AOT cache cannot be used.
			.withEnv("JDK_JAVA_OPTIONS", "-XX:AOTMode=on")) {
			service.start();
			caller(service).get("/api/v1/regions", "X-Request-Id", "seen-as-json");
			long before = System.nanoTime();
			assertThat(Containers.stop(service)).isEqualTo(143);
			assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(DRAIN.plusSeconds(2));
			assertThat(service.getLogs().lines().filter((line) -> !line.contains("JDK_JAVA_OPTIONS"))).isNotEmpty()
				.allSatisfy((line) -> assertThat(new JsonMapper().readTree(line).at("/service/name").stringValue())
					.isEqualTo("ess-facade"));
		}
	}

	private static Caller caller(GenericContainer<?> service) {
		return new Caller(service.getMappedPort(8080));
	}

	private static DockerClient docker() {
		return DockerClientFactory.lazyClient();
	}

	private static InspectImageResponse image() {
		return docker().inspectImageCmd(Containers.FACADE).exec();
	}

}
