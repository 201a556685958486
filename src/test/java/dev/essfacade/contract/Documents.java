package dev.essfacade.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The Markdown documents of the project, as text. */
final class Documents {

	private static final Pattern FENCE = Pattern.compile("(?ms)^ *```.*?^ *```$");

	private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");

	private Documents() {
	}

	/** Returns every document of this project. */
	static Stream<Path> all() {
		Stream<Path> root = Stream.of("README.md", "CHANGELOG.md", "CONTRIBUTING.md", "INVARIANTS.md", "SECURITY.md")
			.map(Path::of);
		return Stream.concat(root, Stream.of("docs", "helm", "src").flatMap((folder) -> files(Path.of(folder), ".md")));
	}

	/** Returns the files below a folder, without those of installed packages. */
	static Stream<Path> files(Path folder, String suffix) {
		try (Stream<Path> files = Files.walk(folder)) {
			return files.filter((file) -> file.toString().endsWith(suffix))
				.filter((file) -> !file.toString().matches(".*/(node_modules|target)/.*"))
				.toList()
				.stream();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Returns a document without its code blocks. */
	static String prose(Path document) {
		return FENCE.matcher(read(document)).replaceAll("");
	}

	/** Returns the anchors that a forge makes of the headings. */
	static Set<String> anchors(Path document) {
		return find(HEADING, prose(document))
			.map((heading) -> heading.group(1)
				.toLowerCase(Locale.ROOT)
				.replaceAll("[^\\p{Alnum}_ -]", "")
				.replace(' ', '-'))
			.collect(Collectors.toSet());
	}

	static Stream<MatchResult> find(Pattern pattern, String text) {
		return pattern.matcher(text).results();
	}

}
