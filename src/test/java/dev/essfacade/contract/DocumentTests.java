package dev.essfacade.contract;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.essfacade.authorization.rules.RulesYaml;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

/** Documents refer only to things that exist. */
class DocumentTests {

	private static final Path MAIN = Path.of("src/main/java/dev/essfacade");

	private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:)([^)#]*)(?:#([^)]+))?\\)");

	private static final Pattern PAGE = Pattern.compile("\\bdocs/[\\w/-]+\\.(?:md|yaml)\\b");

	private static final Pattern TEST = Pattern.compile("`([A-Z]\\w+Tests)(?:\\.(\\w+))?`");

	private static final Pattern YAML = Pattern.compile("(?ms)^```yaml\n(.*?)^```");

	private static final Pattern AUDIT_FIELD = Pattern.compile("\\.with\\(\"([a-z@._]+)\"");

	private static final Pattern ACTION = Pattern.compile("\"((?:Attach|Detach|Describe)[A-Z]\\w+)\"");

	@Test
	void everyLinkLeadsToAnExistingFileAndHeading() {
		assertThat(mentions(LINK, (document, link) -> !leadsSomewhere(document, link))).isEmpty();
	}

	@Test
	void everyDocumentThatCodeOrChartNamesExists() {
		Stream<Path> files = Stream.of("src/main", "helm", ".ci", "src/bench")
			.flatMap((folder) -> Documents.files(Path.of(folder), ""))
			.filter((file) -> Files.isRegularFile(file) && !file.toString().contains("node_modules"));

		assertThat(
				files.flatMap((file) -> Documents.find(PAGE, Documents.read(file)).map(MatchResult::group)).distinct())
			.isNotEmpty()
			.filteredOn((page) -> !Files.exists(Path.of(page)))
			.isEmpty();
	}

	private static boolean leadsSomewhere(Path document, MatchResult link) {
		Path folder = Objects.requireNonNullElse(document.getParent(), Path.of(""));
		Path target = link.group(1).isEmpty() ? document : folder.resolve(link.group(1)).normalize();
		return Files.exists(target) && (link.group(2) == null || Documents.anchors(target).contains(link.group(2)));
	}

	@Test
	void everyNamedTestExists() {
		assertThat(mentions(TEST, (_, test) -> !exists(test))).isEmpty();
	}

	private static Stream<String> mentions(Pattern pattern, BiPredicate<Path, MatchResult> filter) {
		return Documents.all()
			.flatMap((document) -> Documents.find(pattern, Documents.prose(document))
				.filter((match) -> filter.test(document, match))
				.map((match) -> document + ": " + match.group()));
	}

	/** Whether a class of the test tree exists, with its method if one is named. */
	private static boolean exists(MatchResult name) {
		List<Path> files = Documents.files(Path.of("src/test/java"), "/" + name.group(1) + ".java").toList();
		return files.size() == 1
				&& (name.group(2) == null || Documents.read(files.getFirst()).contains("void " + name.group(2) + "("));
	}

	/** {@code kubectl debug} accepts pods and nodes only. */
	@Test
	void everyDebugCommandNamesAPodOrANode() {
		assertThat(Documents.all()
			.flatMap((document) -> Documents.find(Pattern.compile("kubectl.* debug (\\S+)"), Documents.read(document)))
			.map((command) -> command.group(1))).hasSizeGreaterThanOrEqualTo(3)
			.allMatch((target) -> target.startsWith("node/") || target.equals("$(kubectl"));
	}

	@Test
	void theReadmeIsShortAndHasBothCommands() {
		assertThat(Documents.read(Path.of("README.md")).lines().toList()).hasSizeLessThanOrEqualTo(100)
			.anyMatch((line) -> line.startsWith("$ ./mvnw spring-boot:test-run"))
			.anyMatch((line) -> line.startsWith("$ ./mvnw verify"));
	}

	@Test
	void theArchitectureNamesEveryFolderAndOnlyExistingClasses() {
		String page = Documents.prose(Path.of("docs/architecture.md"));
		Set<String> folders = Documents.files(MAIN, "/package-info.java")
			.map((file) -> MAIN.relativize(file.getParent()) + "/")
			.filter((folder) -> !folder.equals("/"))
			.collect(Collectors.toSet());

		assertThat(Documents.find(Pattern.compile("`([a-z/]+/)`"), page).map((name) -> name.group(1)))
			.containsExactlyInAnyOrderElementsOf(folders);
		assertThat(Documents.find(Pattern.compile("`([A-Z]\\w+?[a-z][A-Z]\\w+)(?:\\.\\w+)?`"), page)
			.map((name) -> name.group(1))
			.filter((name) -> !actions().contains(name))).isNotEmpty()
			.filteredOn((name) -> Documents.files(Path.of("src"), "/" + name + ".java").findAny().isEmpty())
			.isEmpty();
	}

	@Test
	void theExamplesOfAccessRulesAreValid() {
		List<MatchResult> examples = Documents.find(YAML, Documents.read(Path.of("docs/access.md"))).toList();

		assertThat(examples).hasSizeGreaterThanOrEqualTo(2)
			.allSatisfy((example) -> assertThatCode(() -> RulesYaml.read(example.group(1))).doesNotThrowAnyException());
	}

	@Test
	void theAuditPageHasEveryFieldOfARecord() {
		String page = Documents.prose(Path.of("docs/operations/audit.md"));
		Stream<String> fields = Documents.files(MAIN.resolve("audit"), ".java")
			.flatMap((file) -> Documents.find(AUDIT_FIELD, Documents.read(file)).map((field) -> field.group(1)));

		assertThat(fields).hasSizeGreaterThan(20).filteredOn((field) -> !page.contains("`" + field + "`")).isEmpty();
	}

	@Test
	void theRamPolicyAllowsEveryAction() {
		String page = Documents.read(Path.of("docs/operations/credentials.md"));

		assertThat(actions()).hasSizeGreaterThanOrEqualTo(3)
			.allSatisfy((action) -> assertThat(page).contains("\"ess:" + action + "\""));
	}

	private static Set<String> actions() {
		return Documents.files(MAIN, ".java")
			.flatMap((file) -> Documents.find(ACTION, Documents.read(file)).map((action) -> action.group(1)))
			.collect(Collectors.toSet());
	}

}
