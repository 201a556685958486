package dev.essfacade.chart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.Rule;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The rendered alerts. {@link AlertRulesTests} runs them in promtool. */
class AlertTests {

	private static final String RUNBOOK = "https://wiki.example.com/ess/runbook.md";

	private static final String ENABLED = "prometheusRule: {enabled: true, runbookUrl: \"%s\"}".formatted(RUNBOOK);

	private static final Pattern METRIC = Pattern.compile("(?<![a-z0-9_:$])([a-z_]+)\\{");

	@Test
	void usesOnlyMetricsOfTheList() {
		Set<String> used = metricsIn(Chart.read(Chart.FOLDER.resolve("files/alerts.yaml")));
		used.addAll(metricsIn(Dashboard.TEXT.replace("\\\"", "\"")));
		used.removeIf((metric) -> metric.matches("up|kube_.*")); // not from this service

		assertThat(Chart.read(Chart.FOLDER.resolve("files/metrics.txt")).lines()).isSorted()
			.containsExactlyElementsOf(used);
	}

	@Test
	void everyAlertHasASeverityAndALinkToItsSectionOfTheRunbook() {
		assertThat(alerts(ENABLED)).hasSizeGreaterThan(25).allSatisfy((alert) -> {
			assertThat(alert.getLabels().get("severity")).isIn("critical", "warning");
			assertThat(alert.getAnnotations()).containsOnlyKeys("summary", "description", "runbook_url")
				.containsEntry("runbook_url", RUNBOOK + "#" + alert.getAlert().toLowerCase(Locale.ROOT));
			assertThat(alert.getExpr().getStrVal()).doesNotContain("$");
		});
	}

	@Test
	void theRunbookHasASectionForEveryAlert() {
		String page = Chart.read(Path.of("docs", "operations", "runbook.md"));

		assertThat(Pattern.compile("(?m)^### (EssFacade\\w+)$").matcher(page).results().map((name) -> name.group(1)))
			.containsExactlyInAnyOrderElementsOf(alerts(ENABLED).stream().map(Rule::getAlert).toList());
	}

	@Test
	void everyAlertHasAScenarioInWhichItFiresAndOneInWhichItDoesNot() {
		String scenarios = read(Chart.FOLDER.resolve("tests"));

		assertThat(alerts(ENABLED)).extracting(Rule::getAlert)
			.allSatisfy((alert) -> assertThat(scenarios).contains("- name: " + alert + " fires ")
				.contains("- name: " + alert + " does not fire "));
	}

	@Test
	void everyAlertIsAValueAndEveryValueAnAlert() {
		Map<String, Object> values = Cases
			.map(Objects.requireNonNull(Cases.map(Cases.read(CommentedValues.FILE)).get("prometheusRule")));

		assertThat(Cases.map(Objects.requireNonNull(values.get("alerts"))).keySet())
			.containsExactlyElementsOf(alerts(ENABLED).stream().map(Rule::getAlert).toList());
	}

	@Test
	void thresholdDurationAndSeverityOfAnAlertAreValues() {
		List<Rule> alerts = alerts(ENABLED, """
				prometheusRule:
				  alerts:
				    EssFacadeThrottled: {threshold: 0.25, minimum: 7, for: 3m, severity: page}
				    EssFacadeDown: {enabled: false}
				""");

		assertThat(alerts).extracting(Rule::getAlert).doesNotContain("EssFacadeDown").contains("EssFacadeNotReady");
		assertThat(alerts).filteredOn((alert) -> alert.getAlert().equals("EssFacadeThrottled"))
			.singleElement()
			.satisfies((alert) -> {
				assertThat(alert.getExpr().getStrVal()).contains("> 0.25").contains(">= 7");
				assertThat(alert.getFor()).isEqualTo("3m");
				assertThat(alert.getLabels()).containsEntry("severity", "page");
			});
	}

	@Test
	void selectsTheSeriesOfThisInstallation() {
		assertThat(expressions(ENABLED)).contains("job=\"facade-ess-facade-management\",namespace=\"platform\"")
			.contains("namespace=\"platform\",deployment=\"facade-ess-facade\"");
	}

	/**
	 * If a recording rule dropped these labels, the alerts that use it would never fire.
	 */
	@Test
	void recordingsKeepTheLabelsThatTheSelectorNames() {
		String own = "prometheusRule: {enabled: true, runbookUrl: \"%s\", selector: 'cluster=\"a\",zone=~\"b|c\"'}"
			.formatted(RUNBOOK);

		assertThat(expressions(own)).contains("{cluster=\"a\",zone=~\"b|c\",")
			.contains("by (job, namespace, cluster, zone)")
			.doesNotContain("job=\"")
			.doesNotContain("by (job, namespace)");
	}

	@Test
	void failsWithoutTheAddressOfTheRunbook() {
		assertThat(Chart.failure(Chart.MINIMAL, "prometheusRule: {enabled: true}"))
			.contains("prometheusRule.runbookUrl is missing");
	}

	private static List<Rule> alerts(String... values) {
		return rules(values).filter((rule) -> rule.getAlert() != null).toList();
	}

	private static String expressions(String... values) {
		return rules(values).map((rule) -> rule.getExpr().getStrVal()).collect(Collectors.joining("\n"));
	}

	private static Stream<Rule> rules(String... values) {
		return Chart.render(Stream.concat(Stream.of(Chart.MINIMAL), Stream.of(values)).toArray(String[]::new))
			.the(PrometheusRule.class)
			.getSpec()
			.getGroups()
			.stream()
			.flatMap((group) -> group.getRules().stream());
	}

	private static String read(Path folder) {
		try (Stream<Path> files = Files.list(folder)) {
			return files.map(Chart::read).collect(Collectors.joining());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Set<String> metricsIn(String text) {
		return new TreeSet<>(METRIC.matcher(text).results().map((MatchResult match) -> match.group(1)).toList());
	}

}
