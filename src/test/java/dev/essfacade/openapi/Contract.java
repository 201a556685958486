package dev.essfacade.openapi;

import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import com.networknt.schema.Schema;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** Holds real answers to the committed document. */
public final class Contract {

	private static final Document DOCUMENT = Document.committed();

	private static final Map<String, JsonNode> OPERATIONS = DOCUMENT.operations();

	private static final Map<String, Schema> SCHEMAS = new ConcurrentHashMap<>();

	private static final JsonMapper JSON = new JsonMapper();

	private Contract() {
	}

	/** Fails when an operation answers what the document does not say of it. */
	public static void mustAllow(HttpResponse<String> answer) {
		String route = answer.request().method() + " " + answer.request().uri().getRawPath();
		operation(route).ifPresent((operation) -> {
			JsonNode responses = operation.path("responses");
			String status = String.valueOf(answer.statusCode());
			JsonNode described = responses.path(responses.has(status) ? status : "default");
			assertThat(described.isObject()).as("%s answers %d", route, answer.statusCode()).isTrue();
			headersMustBeDescribed(route, answer, described);
			if (described.has("content")) {
				bodyMustFit(route, answer, described.path("content"));
			}
		});
	}

	/** None for routes that are not there, and for refusals of what is no route. */
	private static Optional<JsonNode> operation(String route) {
		return OPERATIONS.entrySet()
			.stream()
			.filter((operation) -> route.matches(operation.getKey().replaceAll("\\{[^}]+}", "[A-Za-z0-9_-]+")))
			.map(Map.Entry::getValue)
			.findFirst();
	}

	private static void headersMustBeDescribed(String route, HttpResponse<String> answer, JsonNode described) {
		for (String header : new String[] { "X-Request-Id", "Location", "Retry-After", "ETag", "Cache-Control" }) {
			answer.headers().firstValue(header).ifPresent((value) -> {
				JsonNode schema = DOCUMENT.resolve(described.path("headers").path(header)).path("schema");
				assertThat(schema.isObject()).as("%s answers %d with %s", route, answer.statusCode(), header).isTrue();
				assertThat(value).matches(schema.path("pattern").asString(".*"));
			});
		}
	}

	private static void bodyMustFit(String route, HttpResponse<String> answer, JsonNode content) {
		String type = answer.headers().firstValue("Content-Type").orElse("none");
		assertThat(content.has(type)).as("%s answers %s", route, type).isTrue();
		JsonNode schema = content.path(type).path("schema");
		assertThat(SCHEMAS.computeIfAbsent(schema.toString(), (_) -> DOCUMENT.schema(schema))
			.validate(JSON.readTree(answer.body()))).as(route).isEmpty();
	}

}
