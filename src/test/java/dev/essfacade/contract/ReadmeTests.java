package dev.essfacade.contract;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The README and other documents agree with code and tests. */
class ReadmeTests {

	private final String readme = read("README.md");

	@Test
	void theReadmeListsTheEndpointsOfTheDocument() {
		Set<String> routes = find("(?m)^  (/api\\S+):\\n    (get|post):", read("docs/openapi.yaml"))
			.map((route) -> route.group(2).toUpperCase(Locale.ROOT) + " " + route.group(1))
			.collect(Collectors.toSet());
		assertThat(find("(?m)^\\| `((?:GET|POST) \\S+)` \\|", this.readme).map((row) -> row.group(1)))
			.containsExactlyInAnyOrderElementsOf(routes);
	}

	@Test
	void theReadmeHasAtMostAHundredLines() {
		assertThat(this.readme.lines()).hasSizeLessThanOrEqualTo(100);
	}

	/** The outline consists of headings, commands, endpoints and links, in this order. */
	@Test
	void theChineseReadmeHasTheSameOutline() {
		assertThat(outline(read("README.zh-CN.md"), "README.md")).isEqualTo(outline(this.readme, "README.zh-CN.md"));
	}

	private static List<String> outline(String readme, String otherLanguage) {
		Stream<String> headings = find("(?m)^(#+) ", readme).map((heading) -> heading.group(1));
		Stream<String> commands = find("(?s)```(?:console|json|sh)\n.*?```", readme)
			.map((block) -> block.group().replaceAll("(?m) +# .*$", ""));
		Stream<String> rows = find("(?m)^\\| (`[^`]+`) \\|", readme).map((row) -> row.group(1));
		Stream<String> links = find("\\]\\(([^)]+)\\)", readme).map((link) -> link.group(1))
			.filter((link) -> !link.equals(otherLanguage));
		return Stream.of(headings, commands, rows, links).flatMap((part) -> part).toList();
	}

	@Test
	void theReadmeLinksToTheSettingsAndErrors() {
		assertThat(this.readme).contains("(docs/settings.md)", "(docs/errors.md)");
	}

	@Test
	void everyInvariantNamesExistingTests() {
		String invariants = read("INVARIANTS.md");
		assertThat(find("(?m)^- ", invariants).count()).isEqualTo(find("\\*Enforced by: ", invariants).count());
		assertThat(find("\\*Enforced by: ([^*]+)\\*", invariants)
			.flatMap((line) -> find("`([A-Za-z.]+)`", line.group(1)).map((name) -> name.group(1)))).isNotEmpty()
			.allSatisfy(ReadmeTests::isATest);
	}

	@Test
	void theSecurityReviewNamesExistingTests() {
		assertThat(find("`([A-Z][A-Za-z]+Tests(?:\\.[A-Za-z]+)?)`", read("docs/security-review.md"))
			.map((name) -> name.group(1))).hasSizeGreaterThan(30).allSatisfy(ReadmeTests::isATest);
	}

	private static void isATest(String name) {
		List<String> parts = List.of(name.split("\\.", 2));
		String source = source(parts.getFirst() + ".java");
		assertThat(parts.size() == 1 || source.contains("void " + parts.getLast() + "(")).as(name).isTrue();
	}

	private static Stream<MatchResult> find(String regex, String text) {
		return Pattern.compile(regex).matcher(text).results();
	}

	private static String source(String file) {
		try (Stream<Path> tests = Files.walk(Path.of("src/test/java"))) {
			return read(tests.filter((path) -> path.endsWith(file)).findFirst().orElseThrow().toString());
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

	private static String read(String file) {
		try {
			return Files.readString(Path.of(file));
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

}
