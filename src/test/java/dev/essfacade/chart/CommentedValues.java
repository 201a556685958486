package dev.essfacade.chart;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/** The chart's values with the comments above them. YAML parsers discard comments. */
final class CommentedValues {

	static final Path FILE = Chart.FOLDER.resolve("values.yaml");

	private static final Pattern KEY = Pattern.compile("( *)([A-Za-z]+):.*");

	private final Object tree = Cases.read(FILE);

	private final List<Value> values = new ArrayList<>();

	/**
	 * A value of the chart.
	 *
	 * @param path keys from the root
	 * @param fallback default; null if the chart has none
	 * @param comment comment above the key
	 */
	record Value(List<String> path, @Nullable Object fallback, String comment) {

		String key() {
			return String.join(".", this.path);
		}

	}

	static List<Value> read() {
		CommentedValues read = new CommentedValues();
		List<String> path = new ArrayList<>();
		StringBuilder comment = new StringBuilder();
		for (String line : Chart.read(FILE).lines().toList()) {
			Matcher key = KEY.matcher(line);
			if (line.strip().startsWith("# ")) {
				comment.append(comment.isEmpty() ? "" : " ").append(line.strip().substring(2));
				continue;
			}
			if (key.matches()) {
				while (path.size() > key.group(1).length() / 2) {
					path.removeLast();
				}
				path.add(key.group(2));
				read.add(List.copyOf(path), comment.toString());
			}
			comment.setLength(0);
		}
		return read.values;
	}

	/**
	 * Adds a key that has a comment. A key without a comment is a section or part of a
	 * value.
	 */
	private void add(List<String> path, String comment) {
		if (!comment.isEmpty()) {
			@Nullable Object value = this.tree;
			for (String key : path) {
				value = Cases.map(Objects.requireNonNull(value)).get(key);
			}
			this.values.add(new Value(path, value, comment));
		}
	}

}
