package dev.essfacade.chart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HTTPGetAction;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.startupcheck.OneShotStartupCheckStrategy;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.containers.wait.strategy.WaitStrategy;
import org.testcontainers.utility.DockerImageName;

/**
 * A Docker container with the image, command, variables, user, mounts and limits of a
 * rendered pod.
 */
final class RenderedPod {

	private final Manifests rendered;

	private final PodSpec pod;

	private final Container container;

	/**
	 * @param rendered objects with the ConfigMaps of the pod
	 */
	RenderedPod(Manifests rendered, PodSpec pod) {
		this.rendered = rendered;
		this.pod = pod;
		this.container = pod.getContainers().getFirst();
	}

	/** Returns a container that is reachable under the names of the pod's Services. */
	GenericContainer<?> on(Network network, String... services) {
		GenericContainer<?> running = of(new GenericContainer<>(DockerImageName.parse(this.container.getImage())));
		this.container.getPorts().forEach((port) -> running.addExposedPort(port.getContainerPort()));
		return running.withNetwork(network).withNetworkAliases(services).waitingFor(ready());
	}

	private WaitStrategy ready() {
		int port = this.container.getPorts().getFirst().getContainerPort();
		HTTPGetAction probe = this.container.getReadinessProbe().getHttpGet();
		WaitStrategy ready = (probe != null) ? Wait.forHttp(probe.getPath()).forPort(port)
				: Wait.forListeningPorts(port);
		return ready.withStartupTimeout(Duration.ofMinutes(3));
	}

	/**
	 * Returns a container that must end with exit code 0. The test provides its image.
	 */
	GenericContainer<?> completing(Network network, Future<String> image) {
		return of(new GenericContainer<>(image)).withNetwork(network)
			.withStartupCheckStrategy(new OneShotStartupCheckStrategy().withTimeout(Duration.ofMinutes(1)));
	}

	private GenericContainer<?> of(GenericContainer<?> plain) {
		return plain
			.withEnv(this.container.getEnv()
				.stream()
				.filter((variable) -> variable.getValue() != null)
				.collect(Collectors.toMap(EnvVar::getName, EnvVar::getValue)))
			.withCreateContainerCmdModifier(this::confine);
	}

	private void confine(CreateContainerCmd command) {
		command.withUser("%d:%d".formatted(this.pod.getSecurityContext().getRunAsUser(),
				this.pod.getSecurityContext().getRunAsGroup()));
		if (!this.container.getCommand().isEmpty()) {
			command.withEntrypoint(this.container.getCommand());
		}
		if (!this.container.getArgs().isEmpty()) {
			command.withCmd(this.container.getArgs());
		}
		HostConfig host = Objects.requireNonNull(command.getHostConfig());
		long memory = bytes(Objects.requireNonNull(this.container.getResources().getLimits().get("memory")));
		host.withReadonlyRootfs(this.container.getSecurityContext().getReadOnlyRootFilesystem())
			.withCapDrop(this.container.getSecurityContext()
				.getCapabilities()
				.getDrop()
				.stream()
				.map(Capability::valueOf)
				.toArray(Capability[]::new))
			.withSecurityOpts(List.of("no-new-privileges"))
			.withMemory(memory)
			.withMemorySwap(memory);
		mount(host);
	}

	private void mount(HostConfig host) {
		Map<String, String> ownFolders = new HashMap<>();
		List<Bind> configMaps = new ArrayList<>();
		for (VolumeMount mount : this.container.getVolumeMounts()) {
			Volume volume = this.pod.getVolumes()
				.stream()
				.filter((one) -> one.getName().equals(mount.getName()))
				.findFirst()
				.orElseThrow();
			if (volume.getConfigMap() != null) {
				configMaps
					.add(Bind.parse(folderOf(volume.getConfigMap().getName()) + ":" + mount.getMountPath() + ":ro"));
			}
			else {
				ownFolders.put(mount.getMountPath(), "size=" + bytes(volume.getEmptyDir().getSizeLimit()));
			}
		}
		host.withTmpFs(ownFolders).withBinds(configMaps);
	}

	private Path folderOf(String configMap) {
		try {
			Path folder = Files.createTempDirectory(configMap);
			folder.toFile().setExecutable(true, false);
			folder.toFile().setReadable(true, false);
			for (Map.Entry<String, String> file : this.rendered.named(ConfigMap.class, configMap)
				.getData()
				.entrySet()) {
				Files.writeString(folder.resolve(file.getKey()), file.getValue());
			}
			return folder;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static long bytes(Quantity quantity) {
		return quantity.getNumericalAmount().longValueExact();
	}

}
