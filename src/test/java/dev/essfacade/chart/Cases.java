package dev.essfacade.chart;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Cases that stand as data beside the tests. */
final class Cases {

	private static final Path FOLDER = Path.of("src", "test", "resources", "dev", "essfacade", "chart");

	private Cases() {
	}

	/** Values that must render, by name. */
	static Map<String, Object> variants() {
		return map(read("variants.yaml"));
	}

	/** Values that must not: each a map of name, values, says. */
	static List<Map<String, Object>> refused() {
		return list(read("refused.yaml"));
	}

	/** Values that the schema refuses: each a map of at, values. */
	static List<Map<String, Object>> misfits() {
		return list(read("misfits.yaml"));
	}

	static String yaml(Object values) {
		return new Yaml().dump(values);
	}

	/** A map with names for keys, as it stands in YAML. */
	@SuppressWarnings("unchecked")
	static Map<String, Object> map(Object yaml) {
		return (Map<String, Object>) yaml;
	}

	/** A list of such maps. */
	@SuppressWarnings("unchecked")
	static List<Map<String, Object>> list(Object yaml) {
		return (List<Map<String, Object>>) yaml;
	}

	static Object read(Path file) {
		LoaderOptions options = new LoaderOptions();
		options.setAllowDuplicateKeys(false);
		return new Yaml(new SafeConstructor(options)).load(Chart.read(file));
	}

	private static Object read(String file) {
		return read(FOLDER.resolve(file));
	}

}
