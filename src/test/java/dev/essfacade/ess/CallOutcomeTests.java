package dev.essfacade.ess;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The outcomes in documents, alerts and dashboard are those of the code. */
class CallOutcomeTests {

	private static final Path CHART = Path.of("helm", "ess-facade");

	private static final Pattern MATCHER = Pattern.compile("outcome[=!]~?\\\\?\"([a-z_|]+)\\\\?\"");

	private static final List<String> LABELS = Arrays.stream(CallOutcome.values()).map(CallOutcome::label).toList();

	@Test
	void theTableOfOutcomesHasOneRowPerOutcomeInOrder() throws IOException {
		assertThat(rows()).extracting((row) -> row[1]).containsExactlyElementsOf(quoted(LABELS));
	}

	@Test
	void theTableOfOutcomesHasTheLevelOfEachLogLine() throws IOException {
		assertThat(rows()).extracting((row) -> row[4])
			.containsExactlyElementsOf(
					Arrays.stream(CallOutcome.values()).map((outcome) -> outcome.level().name()).toList());
	}

	@Test
	void theTableSaysMaybeExecutedOnlyOfAnUnknownOutcome() throws IOException {
		for (String[] row : rows()) {
			assertThat(row[3].equals("maybe")).as(row[1]).isEqualTo(row[1].equals("`outcome_unknown`"));
			assertThat(CallOutcome.valueOf(row[1].replace("`", "").toUpperCase(Locale.ROOT)).mayHaveExecuted())
				.as(row[1])
				.isEqualTo(row[3].equals("maybe"));
		}
	}

	@Test
	void alertsAndDashboardUseOnlyOutcomesThatExist() throws IOException {
		for (String file : Set.of("files/alerts.yaml", "files/dashboard.json", "tests/causes-test.yaml")) {
			assertThat(MATCHER.matcher(Files.readString(CHART.resolve(file)))
				.results()
				.flatMap((matcher) -> Stream.of(matcher.group(1).split("\\|", -1)))).as(file)
				.isNotEmpty()
				.allSatisfy((outcome) -> assertThat(LABELS).contains(outcome));
		}
	}

	private static List<String> quoted(List<String> labels) {
		return labels.stream().map((label) -> "`" + label + "`").toList();
	}

	private static List<String[]> rows() throws IOException {
		return Files.readAllLines(Path.of("docs", "operations", "outcomes.md"))
			.stream()
			.filter((line) -> line.startsWith("| `"))
			.map((line) -> line.split("\\s*\\|\\s*", -1))
			.toList();
	}

}
