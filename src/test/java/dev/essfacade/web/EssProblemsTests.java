package dev.essfacade.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import dev.essfacade.ess.CallOutcome;
import dev.essfacade.ess.TestCalls;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

import static org.assertj.core.api.Assertions.assertThat;

class EssProblemsTests {

	@ParameterizedTest
	@EnumSource(mode = Mode.EXCLUDE, names = { "OK", "CLIENT_ERROR", "OPERATOR_ERROR" })
	void theTableOfOutcomesHasTheProblemOfEachOutcome(CallOutcome outcome) throws IOException {
		String problem = EssProblems.code(TestCalls.failure(outcome, 1)).code();
		assertThat(row(outcome)).endsWith("| `" + problem + "` |");
	}

	@ParameterizedTest
	@EnumSource(names = { "CLIENT_ERROR", "OPERATOR_ERROR" })
	void theTableOfOutcomesLeavesErrorsToTheirEssCode(CallOutcome outcome) throws IOException {
		assertThat(row(outcome)).endsWith("| by ESS code |");
	}

	private static String row(CallOutcome outcome) throws IOException {
		try (Stream<String> lines = Files.lines(Path.of("docs", "operations", "outcomes.md"))) {
			return lines.filter((line) -> line.startsWith("| `" + outcome.label() + "` |")).findFirst().orElseThrow();
		}
	}

}
