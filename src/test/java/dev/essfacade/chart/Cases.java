package dev.essfacade.chart;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Test cases in YAML files. */
final class Cases {

	private static final Path FOLDER = Path.of("src", "test", "resources", "dev", "essfacade", "chart");

	private Cases() {
	}

	/** Returns values that render, by name. */
	static Map<String, Object> variants() {
		return map(read("variants.yaml"));
	}

	/**
	 * Returns the cases whose values fail to render. Each is a map of name, values and
	 * message.
	 */
	static List<Map<String, Object>> failing() {
		return list(read("failing-values.yaml"));
	}

	/**
	 * Returns the cases whose values violate the schema. Each is a map of place
	 * ({@code at}) and values.
	 */
	static List<Map<String, Object>> schemaViolations() {
		return list(read("schema-violations.yaml"));
	}

	static String yaml(Object values) {
		return new Yaml().dump(values);
	}

	/** Casts a YAML mapping. */
	@SuppressWarnings("unchecked")
	static Map<String, Object> map(Object yaml) {
		return (Map<String, Object>) yaml;
	}

	/** Casts a YAML sequence of mappings. */
	@SuppressWarnings("unchecked")
	static List<Map<String, Object>> list(Object yaml) {
		return (List<Map<String, Object>>) yaml;
	}

	/** Reads the documents of a file. */
	static List<Map<String, Object>> documents(Path file) {
		Iterable<Object> documents = parser().loadAll(Chart.read(file));
		return StreamSupport.stream(documents.spliterator(), false).map(Cases::map).toList();
	}

	static Object read(Path file) {
		return parser().load(Chart.read(file));
	}

	private static Object read(String file) {
		return read(FOLDER.resolve(file));
	}

	private static Yaml parser() {
		LoaderOptions options = new LoaderOptions();
		options.setAllowDuplicateKeys(false);
		return new Yaml(new SafeConstructor(options));
	}

}
