package dev.essfacade.chart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;

/** The chart as a dependency of the example parent chart, under two aliases. */
class UmbrellaChartTests {

	private static final String LONG = "a-release-name-of-the-greatest-length-that-helm-takes";

	@TempDir
	private Path parent = Path.of("");

	@BeforeEach
	void copyTheExample() throws IOException {
		FileSystemUtils.copyRecursively(Chart.FOLDER.resolve("ci/umbrella"), this.parent);
	}

	@Test
	void rendersBothAliasesWithDifferentNames() throws IOException {
		List<HasMetadata> objects = render(LONG, "{}").objects();

		assertThat(objects).hasSizeGreaterThan(16)
			.extracting((object) -> object.getKind() + "/" + object.getMetadata().getName())
			.doesNotHaveDuplicates();
	}

	@Test
	void selectsThePodsOfOneAliasOnly() throws IOException {
		Manifests rendered = render("platform", "{}");

		List<Map<String, String>> pods = rendered.all(Deployment.class)
			.stream()
			.map((deployment) -> deployment.getSpec().getTemplate().getMetadata().getLabels())
			.toList();
		assertThat(pods).hasSize(2);
		assertThat(rendered.all(Service.class)).hasSize(4)
			.allSatisfy((service) -> assertThat(pods)
				.filteredOn((labels) -> labels.entrySet().containsAll(service.getSpec().getSelector().entrySet()))
				.hasSize(1));
	}

	@Test
	void omitsAnAliasThatItsConditionDisables() throws IOException {
		assertThat(render("platform", "east: {enabled: false}").all(Deployment.class)).singleElement()
			.satisfies((deployment) -> assertThat(deployment.getMetadata().getName()).isEqualTo("platform-west"));
	}

	@Test
	void usesRegistryAndPullSecretsOfTheParentChart() throws IOException {
		Manifests rendered = render("platform",
				"global: {imageRegistry: registry.example.com, imagePullSecrets: [{name: a}, b], other: 1}");

		assertThat(rendered.pods()).hasSizeGreaterThan(6).allSatisfy((pod) -> {
			assertThat(pod.getContainers().getFirst().getImage()).startsWith("registry.example.com/");
			assertThat(pod.getImagePullSecrets()).extracting("name").containsExactly("a", "b");
		});
	}

	@Test
	void keepsARegistryThatTheRepositoryNames() throws IOException {
		assertThat(render("platform",
				"{global: {imageRegistry: a.example.com}, east: {image: {repository: b.example.com/ess-facade}}}")
			.all(Deployment.class)).extracting((deployment) -> image(deployment.getSpec().getTemplate().getSpec()))
			.containsExactlyInAnyOrder("b.example.com/ess-facade:" + Chart.VERSION,
					"a.example.com/platform/ess-facade:" + Chart.VERSION);
	}

	private static String image(PodSpec pod) {
		return pod.getContainers().getFirst().getImage();
	}

	private Manifests render(String release, String values) throws IOException {
		return Chart.ofParent(this.parent, release).with(Files.readString(this.parent.resolve("values.yaml")), values);
	}

}
