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
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The rendered alerts in promtool, with the scenarios in the chart's folder tests. */
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

	/** A query is a recording rule once Grafana's variables have values. */
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

	private static List<Path> scenarios() throws IOException {
		try (Stream<Path> files = Files.list(Chart.FOLDER.resolve("tests"))) {
			return files.sorted().toList();
		}
	}

	/** Gives the series of the scenarios the further labels that the selector names. */
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
