package dev.essfacade.chart;

import java.util.ArrayList;
import java.util.List;

import io.fabric8.kubernetes.api.model.ConfigMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** The Grafana dashboard. {@link AlertRulesTests} parses its queries with promtool. */
class DashboardTests {

	@Test
	void hasAUidAndATitlePerRelease() {
		JsonNode one = rendered("facade", "platform");
		JsonNode other = rendered("facade", "staging");
		JsonNode third = rendered("a-release-with-a-name-of-fifty-three-characters-long", "platform");

		assertThat(one.path("uid").asString()).matches("facade-ess-facade-[0-9a-f]{12}")
			.isNotEqualTo(other.path("uid").asString());
		assertThat(third.path("uid").asString()).hasSizeLessThanOrEqualTo(40);
		assertThat(one.path("title").asString()).isEqualTo("ESS Facade (platform/facade)");
		assertThat(one.path("panels")).isEqualTo(Dashboard.tree().path("panels"));
	}

	@Test
	void hasVariablesForDataSourceNamespaceReleasePodAndRegion() {
		assertThat(Dashboard.tree().path("templating").path("list").valueStream())
			.extracting((variable) -> variable.path("name").asString())
			.containsExactly("datasource", "namespace", "release", "pod", "region");
	}

	@Test
	void everyPanelHasADescriptionAndFollowsTheVariables() {
		assertThat(Dashboard.charts()).hasSizeGreaterThan(30)
			.extracting((panel) -> panel.path("title").asString())
			.doesNotHaveDuplicates();
		assertThat(Dashboard.charts()).allSatisfy((panel) -> {
			assertThat(panel.path("description").asString()).endsWith(".");
			assertThat(panel.path("datasource").path("uid").asString()).isEqualTo("${datasource}");
			assertThat(panel.path("targets")).isNotEmpty()
				.allSatisfy((target) -> assertThat(target.path("expr").asString())
					.contains("{job=\"$release\",namespace=\"$namespace\",pod=~\"$pod\""));
		});
	}

	@Test
	void showsFailuresAuthenticationAndClocksByPod() {
		assertThat(Dashboard.charts()).extracting((panel) -> panel.path("title").asString())
			.contains("Failed requests by pod", "Failed calls by pod", "401 by pod", "Clock offset by pod",
					"Age of the credentials by pod", "Operator errors by action");
		assertThat(Dashboard.charts()).filteredOn((panel) -> panel.path("title").asString().endsWith(" by pod"))
			.allSatisfy((panel) -> assertThat(panel.path("targets").path(0).path("legendFormat").asString())
				.contains("{{pod}}"));
	}

	@Test
	void noPanelOverlapsAnother() {
		assertThat(Dashboard.panels()).extracting((panel) -> panel.path("id").asInt()).doesNotHaveDuplicates();
		List<String> taken = new ArrayList<>();
		for (JsonNode panel : Dashboard.panels()) {
			JsonNode at = panel.path("gridPos");
			assertThat(at.path("x").asInt() + at.path("w").asInt()).isLessThanOrEqualTo(24);
			for (int x = at.path("x").asInt(); x < at.path("x").asInt() + at.path("w").asInt(); x++) {
				for (int y = at.path("y").asInt(); y < at.path("y").asInt() + at.path("h").asInt(); y++) {
					taken.add(x + "," + y);
				}
			}
		}
		assertThat(taken).doesNotHaveDuplicates();
	}

	private static JsonNode rendered(String release, String namespace) {
		ConfigMap map = Chart.ofRelease(release, namespace)
			.with(Chart.MINIMAL, "dashboard: {enabled: true}")
			.all(ConfigMap.class)
			.stream()
			.filter((candidate) -> candidate.getData().containsKey("ess-facade.json"))
			.findFirst()
			.orElseThrow();
		assertThat(map.getMetadata().getLabels()).containsEntry("grafana_dashboard", "1");
		return JsonMapper.shared().readTree(map.getData().getOrDefault("ess-facade.json", ""));
	}

}
