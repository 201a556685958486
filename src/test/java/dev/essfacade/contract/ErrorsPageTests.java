package dev.essfacade.contract;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import dev.essfacade.support.ProblemMessages;
import dev.essfacade.web.problem.ProblemCode;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The page docs/errors.md has one row for each code. */
class ErrorsPageTests {

	private static final Path PAGE = Path.of("docs/errors.md");

	/**
	 * Removes backticks before the comparison, because the page marks names of fields,
	 * headers and values as code.
	 */
	@Test
	void thePageHasOneRowForEachCodeWithItsTexts() throws IOException {
		assertThat(rows().stream().map((row) -> row.replaceFirst("^\\| `([a-z-]+)`", "| $1").replace("`", "")))
			.containsExactlyInAnyOrderElementsOf(
					Arrays.stream(ProblemCode.values()).map(ErrorsPageTests::row).toList());
	}

	private static String row(ProblemCode code) {
		return "| %s | %d | %s | %s. | %s |".formatted(code.code(), code.status().value(),
				code.retryable() ? "yes" : "no", ProblemMessages.title(code),
				ProblemMessages.action(code, "<clientToken>"));
	}

	@Test
	void thePageNamesEveryCodeOfEssThatTheServiceKnows() throws IOException {
		String page = Files.readString(PAGE);
		String kinds = Files.readString(Path.of("src/main/java/dev/essfacade/ess/EssErrorKind.java"));
		assertThat(Pattern.compile("\"([A-Z][a-z]+[A-Z][A-Za-z.]+|Throttling|Forbidden)\"")
			.matcher(kinds)
			.results()
			.map((code) -> code.group(1))
			.filter((code) -> !Set.of("ScalingGroupId", "ImmutableEnumChecker").contains(code))).hasSizeGreaterThan(25)
			.allMatch((code) -> page.contains("`" + code + "`") || page.contains("`" + code + "*`")
					|| page.contains("`*" + code + "`"));
	}

	private static List<String> rows() throws IOException {
		return Files.readAllLines(PAGE).stream().filter((line) -> line.matches("\\| `[a-z-]+` \\| \\d.*")).toList();
	}

}
