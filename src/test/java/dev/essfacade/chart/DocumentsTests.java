package dev.essfacade.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import dev.essfacade.chart.CommentedValues.Value;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** The values, their schema and the README say the same. */
class DocumentsTests {

	private static final JsonMapper JSON = new JsonMapper();

	private final List<Value> values = CommentedValues.read();

	private final JsonNode schema = JSON.readTree(Chart.read(Chart.FOLDER.resolve("values.schema.json")));

	@Test
	void commentsEveryValue() {
		List<String> commented = this.values.stream().map(Value::key).toList();

		assertThat(leaves("", Cases.read(CommentedValues.FILE)))
			.allSatisfy((leaf) -> assertThat(commented).anyMatch((key) -> (leaf + ".").startsWith(key + ".")));
		assertThat(this.values).extracting(Value::comment).allMatch((comment) -> comment.endsWith("."));
	}

	@Test
	void describesEveryValueInTheSchemaInTheSameWords() {
		assertThat(this.values)
			.allSatisfy((value) -> assertThat(inSchema(value).path("description").asString("")).as(value.key())
				.isEqualTo(value.comment()));
	}

	@Test
	void knowsNoValueInTheSchemaThatIsNotThere() {
		List<String> sections = new ArrayList<>();
		sectionsAgree("", this.schema, Cases.map(Cases.read(CommentedValues.FILE)), sections);

		assertThat(sections).hasSizeGreaterThan(20);
	}

	/** In the README stands, line by line, what this makes of the values. */
	@Test
	void listsEveryValueInTheReadme() {
		String table = this.values.stream()
			.map((value) -> "| `%s` | `%s` | %s |".formatted(value.key(), JSON.writeValueAsString(value.fallback()),
					value.comment()))
			.collect(Collectors.joining("\n"));

		assertThat(Chart.read(Chart.FOLDER.resolve("README.md"))).contains("|---|---|---|\n" + table + "\n\n");
	}

	private JsonNode inSchema(Value value) {
		JsonNode node = this.schema;
		for (String key : value.path()) {
			node = node.path("properties").path(key);
		}
		return node;
	}

	private static void sectionsAgree(String path, JsonNode schema, Map<String, Object> values, List<String> seen) {
		seen.add(path);
		assertThat(schema.path("additionalProperties").asBoolean(true)).as(path).isFalse();
		assertThat(schema.path("properties").propertyNames()).as(path).containsExactlyElementsOf(values.keySet());
		for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
			Object value = values.get(property.getKey());
			boolean isValue = property.getValue().has("description") && !(value instanceof Boolean);
			if (value instanceof Map<?, ?> && !isValue) {
				sectionsAgree(path + "/" + property.getKey(), property.getValue(), Cases.map(value), seen);
			}
		}
	}

	private static List<String> leaves(String path, Object value) {
		if (value instanceof Map<?, ?> map && !map.isEmpty()) {
			return Cases.map(map)
				.entrySet()
				.stream()
				.flatMap((entry) -> leaves(path.isEmpty() ? entry.getKey() : path + "." + entry.getKey(),
						entry.getValue())
					.stream())
				.toList();
		}
		return List.of(path);
	}

}
