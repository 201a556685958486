package dev.essfacade.deployed;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.MemoryStatsConfig;
import com.github.dockerjava.api.model.Statistics;
import com.github.dockerjava.api.model.StatsConfig;
import org.jspecify.annotations.Nullable;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/**
 * Containers with the restrictions of the chart: a read-only root file system and no
 * capabilities.
 */
final class Containers {

	static final String FACADE = "ess-facade:test";

	static final String SIMULATOR = "ess-facade-simulator:test";

	private static final long MEBIBYTE = 1024L * 1024;

	static final long MEMORY = 512 * MEBIBYTE;

	private Containers() {
	}

	/** The simulator, with the host name {@code ess} on the network. */
	static GenericContainer<?> simulator(Network network) {
		return hardened(SIMULATOR).withNetwork(network)
			.withNetworkAliases("ess")
			.withExposedPorts(8180)
			.waitingFor(Wait.forListeningPorts(8180));
	}

	/**
	 * The service with short timeouts and {@code ess} as the endpoint of every region.
	 */
	static GenericContainer<?> facade(Network network) {
		return hardened(FACADE).withNetwork(network)
			.withExposedPorts(8080, 9090)
			.withEnv(Map.of("FACADE_SECURITY_MODE", "open", "ESS_ENDPOINT", "http://ess:8180", "ESS_ALLOW_PLAIN_HTTP",
					"true", "ESS_DEADLINE", "10s", "ESS_READ_TIMEOUT", "2s", "ESS_CONNECT_TIMEOUT", "2s",
					"ALIBABA_CLOUD_ACCESS_KEY_ID", "simulator-key-id", "ALIBABA_CLOUD_ACCESS_KEY_SECRET",
					"simulator-key-secret"))
			.waitingFor(Wait.forHttp("/readyz").forPort(8080).withStartupTimeout(Duration.ofMinutes(2)));
	}

	/**
	 * Stops the container with SIGTERM, as the kubelet does, and returns the exit code.
	 */
	static long stop(GenericContainer<?> container) {
		container.getDockerClient().stopContainerCmd(container.getContainerId()).withTimeout(30).exec();
		return Objects.requireNonNull(container.getCurrentContainerInfo().getState().getExitCodeLong());
	}

	/** Memory as the kubelet counts it: without file pages that can be evicted. */
	static long memoryInMebibytes(GenericContainer<?> container) throws InterruptedException {
		AtomicReference<@Nullable Statistics> now = new AtomicReference<>();
		container.getDockerClient()
			.statsCmd(container.getContainerId())
			.withNoStream(true)
			.exec(new ResultCallback.Adapter<Statistics>() {
				@Override
				public void onNext(Statistics statistics) {
					now.set(statistics);
				}
			})
			.awaitCompletion();
		MemoryStatsConfig memory = Objects.requireNonNull(now.get()).getMemoryStats();
		StatsConfig parts = Objects.requireNonNull(memory.getStats());
		Long droppable = (parts.getInactiveFile() != null) ? parts.getInactiveFile() : parts.getTotalInactiveFile();
		return (Objects.requireNonNull(memory.getUsage()) - Objects.requireNonNull(droppable)) / MEBIBYTE;
	}

	static GenericContainer<?> hardened(String image) {
		return new GenericContainer<>(DockerImageName.parse(image))
			.withCreateContainerCmdModifier((command) -> harden(Objects.requireNonNull(command.getHostConfig())));
	}

	private static void harden(HostConfig host) {
		host.withReadonlyRootfs(true)
			.withTmpFs(Map.of("/tmp", "rw,noexec,nosuid,size=64m"))
			.withCapDrop(Capability.ALL)
			.withSecurityOpts(List.of("no-new-privileges"))
			.withMemory(MEMORY)
			.withMemorySwap(MEMORY);
	}

}
