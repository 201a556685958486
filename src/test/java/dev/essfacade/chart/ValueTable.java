package dev.essfacade.chart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

import tools.jackson.databind.json.JsonMapper;

/**
 * The table of values in the chart's README, generated from the comments in values.yaml.
 */
final class ValueTable {

	static final Path README = Chart.FOLDER.resolve("README.md");

	private static final String HEAD = "| Value | Default | Description |\n|---|---|---|\n";

	private static final JsonMapper JSON = new JsonMapper();

	private ValueTable() {
	}

	static String generate() {
		return CommentedValues.read()
			.stream()
			.map((value) -> "| `%s` | `%s` | %s |\n".formatted(value.key(), JSON.writeValueAsString(value.fallback()),
					value.comment()))
			.collect(Collectors.joining("", HEAD, "\n"));
	}

	/** Replaces the table in the README. */
	public static void main(String[] arguments) throws IOException {
		String readme = Chart.read(README);
		int start = readme.indexOf(HEAD);
		int end = readme.indexOf("\n\n", start) + 2;
		Files.writeString(README, readme.substring(0, start) + generate() + readme.substring(end));
	}

}
