package dev.essfacade.chart;

import java.util.Map;

import dev.essfacade.authorization.rules.RulesYaml;
import io.fabric8.kubernetes.api.model.ConfigMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The access rules that the chart mounts. */
class ChartAccessRulesTests {

	@Test
	void rollsThePodsOnAChangeOfTheRules() {
		assertThat(checksum("[]")).isEqualTo(checksum("[]")).isNotEqualTo(checksum("[{}]"));
	}

	@Test
	void mountsTheRulesAsAFolderSoThatPodsReloadThem() {
		String rules = "# {{ not a template }}\nprotected-groups: []\nrules:\n  - callers: [a]\n";
		Manifests rendered = Chart.render(Chart.MINIMAL, Cases.yaml(Map.of("access", Map.of("rules", rules))));

		assertThat(rules(rendered)).endsWith(rules);
		assertThat(rendered.env("FACADE_ACCESS_RULES_FILE")).isEqualTo("/etc/ess-facade/access/rules.yaml");
		assertThat(rendered.mount("access").getMountPath()).isEqualTo("/etc/ess-facade/access");
		assertThat(rendered.mount("access").getSubPath()).isNull();
	}

	@Test
	void keepsThePodsOnAChangeOfReadOnlyMode() {
		assertThat(Chart.render(Chart.MINIMAL, "access: {readOnly: true}").deployment("service"))
			.isEqualTo(Chart.render(Chart.MINIMAL).deployment("service"));
	}

	@Test
	void mountsAnExistingConfigMapWithRules() {
		Manifests rendered = Chart.render(Chart.MINIMAL, "access: {existingConfigMap: mine}");

		assertThat(rendered.all(ConfigMap.class)).isEmpty();
		assertThat(rendered.volume("access").getConfigMap().getName()).isEqualTo("mine");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "protected-groups: []\nrules: []", "---\nprotected-groups: [asg-core]\nrules: []\n" })
	void rendersRulesThatTheServiceAccepts(String rules) {
		for (boolean readOnly : new boolean[] { true, false }) {
			Manifests rendered = Chart.render(Chart.MINIMAL,
					Cases.yaml(Map.of("access", Map.of("rules", rules, "readOnly", readOnly))));

			assertThat(RulesYaml.read(rules(rendered)).readOnly()).isEqualTo(readOnly);
			assertThat(rendered.container().getEnv()).extracting("name").doesNotContain("FACADE_ACCESS_READ_ONLY");
		}
	}

	/**
	 * If the field {@code rules} is last, a truncated file never grants more than the
	 * whole file.
	 */
	@Test
	void rendersTheFieldRulesLast() {
		String rules = "protected-groups: [asg-core]\nexceptions: []\nrules: []";

		assertThat(rules(
				Chart.render(Chart.MINIMAL, Cases.yaml(Map.of("access", Map.of("readOnly", true, "rules", rules))))))
			.isEqualTo("read-only: true\n" + rules + "\n");
		assertThat(rules(Chart.render(Chart.MINIMAL))).isEqualTo("read-only: false\nprotected-groups: []\nrules: []\n");
	}

	private static String checksum(String rules) {
		return Chart.render(Chart.MINIMAL, "access: {rules: \"protected-groups: []\\nrules: %s\"}".formatted(rules))
			.deployment("service")
			.getSpec()
			.getTemplate()
			.getMetadata()
			.getAnnotations()
			.getOrDefault("checksum/access", "");
	}

	private static String rules(Manifests rendered) {
		return String.valueOf(rendered.the(ConfigMap.class).getData().get("rules.yaml"));
	}

}
