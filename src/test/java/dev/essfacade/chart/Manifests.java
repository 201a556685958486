package dev.essfacade.chart;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The rendered objects, each parsed strictly.
 *
 * @param objects the objects in the order in which Helm renders them
 */
record Manifests(List<HasMetadata> objects) {

	static Manifests parse(String rendered) {
		LoaderOptions options = new LoaderOptions();
		options.setAllowDuplicateKeys(false);
		Iterable<Object> documents = new Yaml(new SafeConstructor(options)).loadAll(rendered);
		return new Manifests(StreamSupport.stream(documents.spliterator(), false)
			.filter(Objects::nonNull)
			.map((document) -> StrictKubernetes.parse((Map<?, ?>) document))
			.toList());
	}

	<T extends HasMetadata> List<T> all(Class<T> kind) {
		return this.objects.stream().filter(kind::isInstance).map(kind::cast).toList();
	}

	/** Returns the only object of a kind. */
	<T extends HasMetadata> T the(Class<T> kind) {
		List<T> found = all(kind);
		if (found.size() != 1) {
			throw new AssertionError("Expected one %s, not %d".formatted(kind.getSimpleName(), found.size()));
		}
		return found.getFirst();
	}

	<T extends HasMetadata> T named(Class<T> kind, String name) {
		return all(kind).stream()
			.filter((object) -> object.getMetadata().getName().equals(name))
			.findFirst()
			.orElseThrow(() -> new AssertionError("No %s is called %s".formatted(kind.getSimpleName(), name)));
	}

	/** Returns the service's pod. */
	PodSpec pod() {
		return deployment("service").getSpec().getTemplate().getSpec();
	}

	Deployment deployment(String component) {
		return all(Deployment.class).stream()
			.filter((object) -> component.equals(object.getMetadata().getLabels().get("app.kubernetes.io/component")))
			.findFirst()
			.orElseThrow();
	}

	Container container() {
		return pod().getContainers().getFirst();
	}

	/** Returns an environment variable of the service; empty if it is not set. */
	String env(String name) {
		return container().getEnv()
			.stream()
			.filter((variable) -> variable.getName().equals(name))
			.map(EnvVar::getValue)
			.findFirst()
			.orElse("");
	}

	/** Returns the pods of the deployments and the helm test pods. */
	List<PodSpec> pods() {
		return Stream
			.concat(all(Deployment.class).stream().map((object) -> object.getSpec().getTemplate().getSpec()),
					all(Pod.class).stream().map(Pod::getSpec))
			.toList();
	}

	/** Returns a volume mount of the service's container by its name. */
	VolumeMount mount(String name) {
		return container().getVolumeMounts()
			.stream()
			.filter((mount) -> mount.getName().equals(name))
			.findFirst()
			.orElseThrow();
	}

	/** Returns a volume of the service's pod by its name. */
	Volume volume(String name) {
		return pod().getVolumes().stream().filter((volume) -> volume.getName().equals(name)).findFirst().orElseThrow();
	}

}
