package dev.essfacade.chart;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

import dev.essfacade.chart.CommentedValues.Value;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** The chart's values, schema, README and metadata agree. */
class ChartDocumentationTests {

	private static final JsonMapper JSON = new JsonMapper();

	private static final Pattern LINK = Pattern.compile("]\\(([^)#]+)[^)]*\\)");

	private final List<Value> values = CommentedValues.read();

	private final JsonNode schema = JSON.readTree(Chart.read(Chart.FOLDER.resolve("values.schema.json")));

	private final Map<String, Object> metadata = Cases.map(Cases.read(Chart.FOLDER.resolve("Chart.yaml")));

	@Test
	void everyValueHasAComment() {
		List<String> commented = this.values.stream().map(Value::key).toList();

		assertThat(leaves("", Cases.read(CommentedValues.FILE)))
			.allSatisfy((leaf) -> assertThat(commented).anyMatch((key) -> (leaf + ".").startsWith(key + ".")));
		assertThat(this.values).extracting(Value::comment).allMatch((comment) -> comment.endsWith("."));
	}

	@Test
	void schemaDescribesEveryValueByItsComment() {
		assertThat(this.values)
			.allSatisfy((value) -> assertThat(inSchema(value).path("description").asString("")).as(value.key())
				.isEqualTo(value.comment()));
	}

	@Test
	void schemaKnowsNoOtherValues() {
		List<String> sections = new ArrayList<>();
		sectionsAgree("", this.schema, Cases.map(Cases.read(CommentedValues.FILE)), sections);

		assertThat(sections).hasSizeGreaterThan(20);
	}

	@Test
	void readmeListsEveryValue() {
		assertThat(Chart.read(ValueTable.README)).contains(ValueTable.generate());
	}

	@Test
	void linksOfTheReadmeWorkFromThePackagedChart() {
		String home = String.valueOf(this.metadata.get("home"));
		List<String> links = LINK.matcher(Chart.read(ValueTable.README))
			.results()
			.map((link) -> link.group(1))
			.toList();

		assertThat(links).hasSizeGreaterThan(8).allSatisfy((link) -> {
			if (link.startsWith(home)) {
				assertThat(Path.of(link.substring(home.length()).replaceFirst("^/(blob|tree)/[^/]+/", ""))).exists();
			}
			else {
				assertThat(link).doesNotContain(":", "..");
				assertThat(Chart.FOLDER.resolve(link)).exists();
				assertThat(Chart.read(Chart.FOLDER.resolve(".helmignore")).lines())
					.noneMatch((ignored) -> link.startsWith(ignored.replace("/", "")));
			}
		});
	}

	@Test
	void chartHasTheMetadataOfACatalog() {
		assertThat(this.metadata).containsKeys("description", "home", "sources", "maintainers", "keywords", "icon",
				"kubeVersion", "annotations");
		Object annotations = Objects.requireNonNull(this.metadata.get("annotations"));
		assertThat(Cases.map(annotations)).containsKeys("artifacthub.io/license", "artifacthub.io/links",
				"artifacthub.io/images", "artifacthub.io/category");
		assertThat(Path.of("LICENSE")).exists();
	}

	@Test
	void packageContainsTheExamples() {
		assertThat(Chart.read(Chart.FOLDER.resolve(".helmignore"))).doesNotContain("ci");
		assertThat(Files.isDirectory(Chart.FOLDER.resolve("ci"))).isTrue();
	}

	private JsonNode inSchema(Value value) {
		JsonNode node = this.schema;
		for (String key : value.path()) {
			node = node.path("properties").path(key);
		}
		return node;
	}

	/**
	 * Only {@code global} accepts keys that this chart does not define: those of the
	 * parent chart.
	 */
	private static void sectionsAgree(String path, JsonNode schema, Map<String, Object> values, List<String> seen) {
		seen.add(path);
		assertThat(schema.path("additionalProperties").asBoolean(true)).as(path).isEqualTo(path.equals("/global"));
		assertThat(schema.path("properties").propertyNames()).as(path).containsExactlyElementsOf(values.keySet());
		for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
			Object value = values.get(property.getKey());
			if (value instanceof Map<?, ?> && !property.getValue().has("description")) {
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
