package dev.essfacade.contract;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The chart and the OpenAPI document have the version of {@code pom.xml}.
 * {@code .ci/release} checks the version of the built artifacts.
 */
class VersionTests {

	private static final Path SCRIPT = Path.of(".ci/set-version");

	private final String version = find("<artifactId>ess-facade</artifactId>\\s*<version>([^<]+)", Path.of("pom.xml"));

	@Test
	void chartAndOpenApiDocumentHaveTheVersionOfThePom() {
		Path chart = Path.of("helm/ess-facade/Chart.yaml");

		assertThat(find("(?m)^version: (\\S+)$", chart)).isEqualTo(this.version);
		assertThat(find("(?m)^appVersion: \"(\\S+)\"$", chart)).isEqualTo(this.version);
		assertThat(find("(?m)^  version: (\\S+)$", Path.of("docs/openapi.yaml"))).isEqualTo(this.version);
		assertThat(find("(?m)^  version: (\\S+)$", Path.of("src/main/resources/dev/essfacade/openapi/document.yaml")))
			.isEqualTo(this.version);
	}

	@Test
	void theScriptSetsTheVersionInEveryFileThatHasIt() {
		Pattern literal = Pattern.compile("(?<![\\d.])" + Pattern.quote(this.version) + "(?![\\d.]*\\d)");
		List<String> files = Stream.of("docs", "helm", "src/main")
			.flatMap((folder) -> Documents.files(Path.of(folder), ""))
			.filter((file) -> file.toFile().isFile() && literal.matcher(Documents.read(file)).find())
			.map(Path::toString)
			.toList();

		assertThat(Documents.read(SCRIPT).lines().filter((line) -> line.matches("(docs|helm|src)/\\S+")))
			.containsExactlyInAnyOrderElementsOf(files);
	}

	private static String find(String pattern, Path file) {
		return Documents.find(Pattern.compile(pattern), Documents.read(file)).findFirst().orElseThrow().group(1);
	}

}
