package dev.essfacade.chart;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Every variant of the values renders valid objects that comply with Pod Security
 * "restricted" and refer to existing objects.
 */
class RenderedVariantsTests {

	static Stream<Arguments> variants() throws IOException {
		List<Arguments> cases = new ArrayList<>();
		Cases.variants().forEach((name, values) -> cases.add(arguments(name, Chart.MINIMAL, Cases.yaml(values))));
		for (Path example : ChartExamplesTests.examples()) {
			cases.add(arguments(String.valueOf(example.getFileName()), Chart.read(example), "{}"));
		}
		return cases.stream();
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("variants")
	void rendersValidAndRestrictedObjects(String name, String base, String values) {
		Manifests rendered = Chart.render(base, values);

		hasNamesAndLabels(rendered);
		isRestricted(rendered);
		assertThat(rendered.pods()).extracting((pod) -> pod.getSecurityContext().getRunAsUser())
			.containsOnly(name.equals("openshift-values.yaml") ? null : 10001L);
		refersToExistingObjects(rendered);
	}

	private static void hasNamesAndLabels(Manifests rendered) {
		Set<String> seen = new HashSet<>();
		for (HasMetadata object : rendered.objects()) {
			assertThat(object.getMetadata().getName()).matches("[a-z]([-a-z0-9]*[a-z0-9])?")
				.hasSizeLessThanOrEqualTo(63);
			assertThat(object.getMetadata().getNamespace()).isEqualTo("platform");
			assertThat(object.getMetadata().getLabels()).containsEntry("app.kubernetes.io/name", "ess-facade")
				.containsEntry("app.kubernetes.io/instance", "facade")
				.containsKeys("app.kubernetes.io/component", "app.kubernetes.io/version", "helm.sh/chart");
			assertThat(seen.add(object.getKind() + "/" + object.getMetadata().getName())).isTrue();
		}
	}

	/**
	 * Asserts that the pods comply with Pod Security "restricted" and have a read-only
	 * root file system.
	 */
	private static void isRestricted(Manifests rendered) {
		assertThat(rendered.pods()).hasSizeGreaterThanOrEqualTo(4).allSatisfy((pod) -> {
			assertThat(pod.getHostNetwork()).isNull();
			assertThat(pod.getHostPID()).isNull();
			assertThat(pod.getHostIPC()).isNull();
			assertThat(pod.getAutomountServiceAccountToken()).isFalse();
			assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
			assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
			assertThat(pod.getVolumes()).allSatisfy(RenderedVariantsTests::isOfAnAllowedKind);
			assertThat(pod.getContainers()).isNotEmpty().allSatisfy(RenderedVariantsTests::isRestricted);
		});
	}

	private static void isRestricted(Container container) {
		assertThat(container.getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
		assertThat(container.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
		assertThat(container.getSecurityContext().getPrivileged()).isNull();
		assertThat(container.getSecurityContext().getCapabilities().getDrop()).containsExactly("ALL");
		assertThat(container.getSecurityContext().getCapabilities().getAdd()).isEmpty();
		assertThat(container.getPorts()).allSatisfy((port) -> assertThat(port.getHostPort()).isNull());
		assertThat(container.getImage()).matches("[a-z0-9.:/-]+(:[A-Za-z0-9._-]+|@sha256:[a-f0-9]{64})");
		assertThat(container.getResources().getLimits()).containsKey("memory");
	}

	private static void isOfAnAllowedKind(Volume volume) {
		assertThat(volume.getHostPath()).isNull();
		assertThat(Stream.of(volume.getEmptyDir(), volume.getSecret(), volume.getConfigMap(), volume.getProjected(),
				volume.getPersistentVolumeClaim()))
			.filteredOn((source) -> source != null)
			.hasSize(1);
		if (volume.getEmptyDir() != null) {
			assertThat(volume.getEmptyDir().getSizeLimit()).as("size of " + volume.getName()).isNotNull();
		}
	}

	private static void refersToExistingObjects(Manifests rendered) {
		for (PodSpec pod : rendered.pods()) {
			List<String> mounted = pod.getContainers()
				.stream()
				.flatMap((container) -> container.getVolumeMounts().stream())
				.map(VolumeMount::getName)
				.toList();
			assertThat(pod.getVolumes()).extracting(Volume::getName).containsExactlyElementsOf(mounted);
		}
		assertThat(rendered.container().getEnv()).extracting("name").doesNotHaveDuplicates();
		List<PodTemplateSpec> templates = rendered.all(Deployment.class)
			.stream()
			.map((deployment) -> deployment.getSpec().getTemplate())
			.toList();
		for (Deployment deployment : rendered.all(Deployment.class)) {
			assertThat(selected(templates, deployment.getSpec().getSelector().getMatchLabels())).isOne();
		}
		for (Service service : rendered.all(Service.class)) {
			assertThat(selected(templates, service.getSpec().getSelector())).as("pods of " + service).isOne();
		}
	}

	private static long selected(List<PodTemplateSpec> templates, Map<String, String> labels) {
		return templates.stream()
			.filter((template) -> template.getMetadata().getLabels().entrySet().containsAll(labels.entrySet()))
			.count();
	}

}
