package dev.essfacade.chart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs the rendered alerts in promtool, with the scenarios of the chart's folder
 * {@code tests}.
 */
@Tag("containers")
class AlertRulesTests {

	/** Labels of the series in the scenarios. */
	private static final String OWN = "job=\"ess-facade\",namespace=\"team\"";

	@ParameterizedTest
	@ValueSource(strings = { "", "cluster=\"a\",zone=~\"b|c\"," })
	void firesInEachScenarioWithAnySelector(String more) throws Exception {
		Path folder = Files
			.createDirectories(Path.of("target", "promtool", more.isEmpty() ? "plain" : more.replaceAll("\\W", "")));
		Files.writeString(folder.resolve("rules.yaml"), rules(more + OWN));
		String series = more.replace("=~\"b|c\"", "=\"b\"");
		List<String> files = scenarios().stream().map((file) -> copy(file, folder, series)).toList();

		run(folder, List.of("check", "rules", "rules.yaml"));
		run(folder, Stream.concat(Stream.of("test", "rules"), files.stream()).toList());
	}

	/**
	 * promtool checks only rules. Each query therefore becomes a recording rule, with
	 * values for Grafana's variables.
	 */
	@Test
	void promtoolParsesEachQueryOfTheDashboard() throws Exception {
		Path folder = Files.createDirectories(Path.of("target", "promtool", "dashboard"));
		List<String> queries = Dashboard.queries();
		String rules = Stream.iterate(0, (i) -> i < queries.size(), (i) -> i + 1)
			.map((i) -> "  - {record: query_%d, expr: '%s'}".formatted(i, queries.get(i).replace("'", "''")))
			.reduce("groups: [{name: dashboard, rules: [\n",
					(text, rule) -> text + rule.replaceFirst("- ", "") + ",\n");
		Files.writeString(folder.resolve("rules.yaml"), rules + "]}]\n");

		run(folder, List.of("check", "rules", "rules.yaml"));
	}

	/**
	 * If a counter first appears with its first event, {@code increase()} misses the
	 * event. The panels count this event, as the alerts do.
	 */
	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					Unknown outcomes, 24 h|ess_call_seconds_count{%s,outcome="outcome_unknown"}|{}
					Operator errors by action|ess_call_seconds_count{%s,action="DetachLoadBalancers",outcome="operator_error"}|{action="DetachLoadBalancers"}
					Failed requests by route|http_server_requests_seconds_count{%s,uri="/api/a",status="502"}|{uri="/api/a"}
					""")
	void panelsCountTheEventsOfANewCounter(String title, String series, String labels) throws Exception {
		Path folder = Files.createDirectories(Path.of("target", "promtool", "panel"));
		Files.writeString(folder.resolve("test.yaml"), """
				tests:
				  - interval: 1m
				    input_series:
				      - {series: 'up{%1$s}', values: '1x40'}
				      - {series: '%2$s', values: '_x10 3x5 4x20'}
				    promql_expr_test:
				      - {expr: '%3$s', eval_time: 14m, exp_samples: [{labels: '%4$s', value: 3}]}
				      - {expr: '%3$s', eval_time: 20m, exp_samples: [{labels: '%4$s', value: 4}]}
				""".formatted(OWN, series.formatted(OWN), query(title), labels));

		run(folder, List.of("test", "rules", "test.yaml"));
	}

	private static String query(String title) {
		String expression = Dashboard.charts()
			.stream()
			.filter((panel) -> panel.path("title").asString().equals(title))
			.map((panel) -> panel.path("targets").path(0).path("expr").asString())
			.findFirst()
			.orElseThrow();
		return expression.replace("$release", "ess-facade")
			.replace("$namespace", "team")
			.replaceAll("\\$(pod|region)", ".*");
	}

	private static List<Path> scenarios() throws IOException {
		try (Stream<Path> files = Files.list(Chart.FOLDER.resolve("tests"))) {
			return files.sorted().toList();
		}
	}

	/** Copies a scenario, and adds the selector's further labels to its series. */
	private static String copy(Path file, Path folder, String more) {
		try {
			String name = file.getFileName().toString();
			Files.writeString(folder.resolve(name), Chart.read(file).replace(OWN, more + OWN));
			return name;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String rules(String selector) throws IOException {
		PrometheusRule rendered = Chart.render(Chart.MINIMAL, """
				prometheusRule:
				  enabled: true
				  runbookUrl: https://wiki.example.com/ess
				  selector: '%s'
				  kubeSelector: 'namespace="team",deployment="ess-facade"'
				""".formatted(selector)).the(PrometheusRule.class);
		return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(rendered.getSpec());
	}

	private static void run(Path folder, List<String> arguments) throws Exception {
		Process promtool = new ProcessBuilder(Stream.concat(Stream.of("promtool"), arguments.stream()).toList())
			.directory(folder.toFile())
			.redirectErrorStream(true)
			.start();
		String output = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(promtool.waitFor()).as(output).isZero();
	}

}
