package dev.essfacade.openapi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * An OpenAPI document as a tree.
 *
 * @param root the root of the tree
 */
record Document(JsonNode root) {

	/** The document in the repository. */
	static final Path COMMITTED = Path.of("docs/openapi.yaml");

	private static final JsonMapper JSON = new JsonMapper();

	static Document ofJson(String json) {
		return new Document(JSON.readTree(json));
	}

	static Document committed() {
		try {
			return new Document(JSON.valueToTree(new Yaml().load(Files.readString(COMMITTED))));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Returns operations by method and path, such as {@code GET /api/v1/regions}. */
	Map<String, JsonNode> operations() {
		Map<String, JsonNode> operations = new TreeMap<>();
		this.root.path("paths")
			.forEachEntry((path, item) -> item.forEachEntry(
					(method, operation) -> operations.put(method.toUpperCase(Locale.ROOT) + " " + path, operation)));
		return operations;
	}

	/** Returns the target of a reference, or the node itself if it is no reference. */
	JsonNode resolve(JsonNode node) {
		String reference = node.path("$ref").asString("");
		return reference.isEmpty() ? node : this.root.requiredAt(reference.substring(1));
	}

	/** Returns a schema of this document that can validate values. */
	Schema schema(JsonNode schema) {
		ObjectNode whole = JSON.createObjectNode();
		whole.set("components", this.root.path("components"));
		whole.set("allOf", JSON.createArrayNode().add(schema));
		return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(whole);
	}

	/** Visits every node with its JSON pointer. */
	void visit(BiConsumer<String, JsonNode> visitor) {
		visit("", this.root, visitor);
	}

	private static void visit(String place, JsonNode node, BiConsumer<String, JsonNode> visitor) {
		visitor.accept(place, node);
		node.forEachEntry((name, child) -> visit(place + "/" + name, child, visitor));
		for (int i = 0; node.isArray() && i < node.size(); i++) {
			visit(place + "/" + i, node.get(i), visitor);
		}
	}

}
