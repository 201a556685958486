package dev.essfacade.chart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.fabric8.kubernetes.api.model.Service;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The example values in {@code ci/}. */
class ChartExamplesTests {

	/** Fields that Kubernetes added, or enabled by default, after version 1.30. */
	private static final Pattern NEWER_FIELD = Pattern
		.compile("[ -]*(trafficDistribution|resizePolicy|stopSignal|supplementalGroupsPolicy|seLinuxChangePolicy"
				+ "|hostnameOverride|tolerance|fileKeyRef|restartPolicyRules):.*");

	static List<Path> examples() throws IOException {
		try (Stream<Path> files = Files.list(Chart.FOLDER.resolve("ci"))) {
			return files.filter((file) -> file.toString().endsWith("-values.yaml")).sorted().toList();
		}
	}

	@Test
	void coversTheDocumentedEnvironments() throws IOException {
		assertThat(examples()).extracting((file) -> String.valueOf(file.getFileName()))
			.containsExactly("dual-stack-values.yaml", "egress-values.yaml", "istio-ambient-values.yaml",
					"istio-sidecar-values.yaml", "minimal-values.yaml", "openshift-values.yaml",
					"production-values.yaml", "sandbox-values.yaml");
	}

	@ParameterizedTest
	@MethodSource("examples")
	void rendersTheSameFromKubernetes130To136(Path example) {
		String values = Chart.read(example);
		String oldest = Chart.onKubernetes("1.30.0").text(values);

		assertThat(Chart.onKubernetes("1.36.0").text(values)).isEqualTo(oldest);
		assertThat(oldest.lines()).isNotEmpty().noneMatch((line) -> NEWER_FIELD.matcher(line).matches());
	}

	@Test
	void rendersTheValuesOfTheArgoCdExample() {
		Map<String, Object> application = Cases.documents(Chart.FOLDER.resolve("ci/argo-cd/application.yaml"))
			.getFirst();
		Map<String, Object> source = at(at(application, "spec"), "source");

		assertThat(source).containsEntry("chart", "ess-facade").containsEntry("targetRevision", version());
		assertThat(Chart.render(Cases.yaml(at(at(source, "helm"), "valuesObject"))).all(Service.class)).hasSize(2);
	}

	@Test
	void rendersTheValuesOfTheFluxExample() {
		List<Map<String, Object>> objects = Cases.documents(Chart.FOLDER.resolve("ci/flux/helmrelease.yaml"));

		assertThat(objects).extracting((object) -> object.get("kind")).containsExactly("OCIRepository", "HelmRelease");
		assertThat(at(at(objects.getFirst(), "spec"), "ref")).containsEntry("tag", version());
		assertThat(Chart.render(Cases.yaml(at(at(objects.getLast(), "spec"), "values"))).all(Service.class)).hasSize(2);
	}

	private static Object version() {
		return Objects.requireNonNull(Cases.map(Cases.read(Chart.FOLDER.resolve("Chart.yaml"))).get("version"));
	}

	private static Map<String, Object> at(Map<String, Object> object, String key) {
		return Cases.map(Objects.requireNonNull(object.get(key)));
	}

}
