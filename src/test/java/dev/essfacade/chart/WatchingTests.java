package dev.essfacade.chart;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.Rule;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** Dashboard and alerts. What promtool has to say about them stands in .ci/alerts. */
class WatchingTests {

	private static final String ALERTS = Chart.read(Chart.FOLDER.resolve("files/alerts.yaml"));

	private static final String DASHBOARD = Chart.read(Chart.FOLDER.resolve("files/dashboard.json"));

	private static final String PROMTOOL_TESTS = Chart.read(Chart.FOLDER.resolve("tests/alerts-test.yaml"))
			+ Chart.read(Chart.FOLDER.resolve("tests/budget-test.yaml"));

	private static final List<String> METRICS = Chart.read(Chart.FOLDER.resolve("files/metrics.txt")).lines().toList();

	/** The name before a brace; recorded ones have a colon. */
	private static final Pattern METRIC = Pattern.compile("(?<![a-z0-9_:])([a-z_]+)\\{");

	@Test
	void asksOnlyForMetricsOfTheList() {
		Set<String> used = metricsIn(ALERTS);
		used.addAll(metricsIn(DASHBOARD));
		used.remove("up"); // Prometheus' own

		assertThat(METRICS).isSorted().containsExactlyElementsOf(used);
	}

	@Test
	void testsAlertsWithTheNamesThatTheyAskFor() {
		assertThat(METRICS).containsAll(metricsIn(PROMTOOL_TESTS.replaceAll("up\\{", "")));
	}

	@Test
	void watchesTheObjectiveWithPairsOfWindows() {
		assertThat(alerts()).hasSizeGreaterThanOrEqualTo(12);
		assertThat(alerts()).filteredOn((alert) -> alert.getAlert().contains("ErrorBudget"))
			.hasSize(3)
			.allSatisfy((alert) -> assertThat(alert.getExpr().getStrVal().split("ratio_rate", -1)).hasSize(3));
	}

	@Test
	void saysHowBadEachAlertIsAndWhereToRead() {
		assertThat(alerts()).allSatisfy((alert) -> {
			assertThat(alert.getLabels().get("severity")).isIn("critical", "warning");
			assertThat(alert.getAnnotations()).containsOnlyKeys("summary", "description", "runbook_url");
			assertThat(alert.getAnnotations()).containsEntry("runbook_url",
					"docs/operations/runbook.md#" + alert.getAlert().toLowerCase(Locale.ROOT));
		});
	}

	@Test
	void hasARunbookForEachAlert() {
		String page = Chart.read(Path.of("docs", "operations", "runbook.md"));

		assertThat(alerts())
			.allSatisfy((alert) -> assertThat(page).containsOnlyOnce("\n### " + alert.getAlert() + "\n"));
	}

	@Test
	void isSeenToFireAndToStaySilent() {
		assertThat(alerts())
			.allSatisfy((alert) -> assertThat(PROMTOOL_TESTS).contains("- name: " + alert.getAlert() + " fires when ")
				.contains("- name: " + alert.getAlert() + " is silent when "));
	}

	@Test
	void asksForThisInstallationOnly() {
		String rules = rendered("prometheusRule: {enabled: true}").toString();

		assertThat(rules).contains("job=\"facade-ess-facade-management\",namespace=\"platform\"")
			.doesNotContain("job=\"ess-facade\"");
		assertThat(rendered("prometheusRule: {enabled: true, selector: 'cluster=\"a\"'}").toString())
			.contains("{cluster=\"a\",")
			.doesNotContain("job=\"");
	}

	@Test
	void leadsToTheRunbooksOfTheTeam() {
		assertThat(rendered("prometheusRule: {enabled: true, runbookUrl: \"https://wiki.example.com/ess\"}").toString())
			.contains("https://wiki.example.com/ess#essfacadedown")
			.doesNotContain("docs/operations/runbook.md");
	}

	@Test
	void scrapesTheManagementServiceAndNoOther() {
		Manifests rendered = rendered("serviceMonitor: {enabled: true, labels: {release: prometheus}}");

		ServiceMonitor monitor = rendered.the(ServiceMonitor.class);
		assertThat(monitor.getMetadata().getLabels()).containsEntry("release", "prometheus");
		assertThat(monitor.getSpec().getEndpoints()).singleElement().satisfies((endpoint) -> {
			assertThat(endpoint.getPort()).isEqualTo("management");
			assertThat(endpoint.getPath()).isEqualTo("/actuator/prometheus");
		});
		assertThat(rendered.all(Service.class))
			.filteredOn((service) -> service.getMetadata()
				.getLabels()
				.entrySet()
				.containsAll(monitor.getSpec().getSelector().getMatchLabels().entrySet()))
			.extracting((service) -> service.getMetadata().getName())
			.containsExactly("facade-ess-facade-management");
	}

	@Test
	void handsTheDashboardToGrafanaAsItIs() {
		ConfigMap map = rendered("dashboard: {enabled: true}").named(ConfigMap.class, "facade-ess-facade-dashboard");

		assertThat(map.getMetadata().getLabels()).containsEntry("grafana_dashboard", "1");
		assertThat(map.getData().getOrDefault("ess-facade.json", "").strip()).isEqualTo(DASHBOARD.strip());
	}

	@Test
	void drawsPanelsThatExplainThemselves() {
		List<JsonNode> panels = panels();

		assertThat(panels).hasSizeGreaterThanOrEqualTo(12);
		assertThat(panels).extracting((panel) -> panel.path("title").asString()).doesNotHaveDuplicates();
		assertThat(panels).allSatisfy((panel) -> {
			assertThat(panel.path("description").asString()).endsWith(".");
			assertThat(panel.path("datasource").path("uid").asString()).isEqualTo("${datasource}");
			assertThat(panel.path("targets")).isNotEmpty()
				.allSatisfy((target) -> assertThat(target.path("expr").asString()).contains("job=\"$job\"")
					.contains("namespace=\"$namespace\""));
		});
	}

	@Test
	void putsNoPanelOverAnother() {
		List<JsonNode> all = JsonMapper.shared().readTree(DASHBOARD).path("panels").valueStream().toList();

		assertThat(all).extracting((panel) -> panel.path("id").asInt()).doesNotHaveDuplicates();
		List<String> taken = new ArrayList<>();
		for (JsonNode panel : all) {
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

	private static List<JsonNode> panels() {
		return JsonMapper.shared()
			.readTree(DASHBOARD)
			.path("panels")
			.valueStream()
			.filter((panel) -> !panel.path("type").asString().equals("row"))
			.toList();
	}

	private static List<Rule> alerts() {
		return rendered("prometheusRule: {enabled: true}").the(PrometheusRule.class)
			.getSpec()
			.getGroups()
			.stream()
			.flatMap((group) -> group.getRules().stream())
			.filter((rule) -> rule.getAlert() != null)
			.toList();
	}

	private static Manifests rendered(String values) {
		return Chart.render(Chart.MINIMAL, values);
	}

	private static Set<String> metricsIn(String text) {
		return new TreeSet<>(METRIC.matcher(text).results().map((MatchResult match) -> match.group(1)).toList());
	}

}
