package dev.essfacade.chart;

import java.util.List;

import io.fabric8.kubernetes.api.model.Pod;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The helm test pods of the chart. */
class HelmTestPodTests {

	@Test
	void helmTestPodsOnlyRead() {
		List<Pod> tests = Chart.render(Chart.MINIMAL).all(Pod.class);

		assertThat(tests).hasSize(3).allSatisfy((test) -> {
			String script = test.getSpec().getContainers().getFirst().getArgs().getFirst();
			assertThat(script).contains("wget").doesNotContain("--post", "--method", "etach");
			assertThat(test.getSpec().getRestartPolicy()).isEqualTo("Never");
		});
		assertThat(Chart.read(Chart.FOLDER.resolve("templates/tests/_pod.tpl"))).contains("\"helm.sh/hook\" \"test\"");
	}

	@Test
	void helmTestExpectsTheStatusOfTheSecurityMode() {
		assertThat(access("security: {mode: open}")).contains("grep -q 'HTTP/1.1 200'");
		assertThat(access("{}")).contains("grep -q 'HTTP/1.1 401'");
	}

	@Test
	void helmTestPodsCanBeSwitchedOff() {
		assertThat(Chart.render(Chart.MINIMAL, "tests: {enabled: false}").all(Pod.class)).isEmpty();
	}

	@Test
	void helmTestPodsKeepTheirOwnLabels() {
		assertThat(
				Chart.render(Chart.MINIMAL, "{podLabels: {mesh: \"on\", team: a}, tests: {podLabels: {mesh: \"off\"}}}")
					.all(Pod.class))
			.isNotEmpty()
			.allSatisfy((pod) -> assertThat(pod.getMetadata().getLabels()).containsEntry("mesh", "off")
				.containsEntry("team", "a")
				.containsEntry("app.kubernetes.io/component", "test"));
	}

	private static String access(String values) {
		return Chart.render(Chart.MINIMAL, values)
			.named(Pod.class, "facade-ess-facade-test-access")
			.getSpec()
			.getContainers()
			.getFirst()
			.getArgs()
			.getFirst();
	}

}
