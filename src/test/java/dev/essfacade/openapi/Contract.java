package dev.essfacade.openapi;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

import com.networknt.schema.Schema;
import dev.essfacade.support.ProblemMessages;
import tools.jackson.databind.JsonNode;
import dev.essfacade.support.ProblemMessages;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** Compares responses of the service with the committed document. */
public final class Contract {

	private static final Document DOCUMENT = Document.committed();

	private static final Map<String, JsonNode> OPERATIONS = DOCUMENT.operations();

	private static final Map<String, Schema> SCHEMAS = new ConcurrentHashMap<>();

	private static final List<String> HEADERS = List.of("X-Request-Id", "Location", "Retry-After", "ETag",
			"Cache-Control", "WWW-Authenticate", "Content-Language", "Preference-Applied");

	private static final JsonMapper JSON = new JsonMapper();

	private Contract() {
	}

	/** Fails if the document does not describe this response of the operation. */
	public static void mustAllow(HttpResponse<String> response) {
		String route = response.request().method() + " " + response.request().uri().getRawPath();
		operation(route).ifPresent((operation) -> {
			JsonNode described = describedResponse(operation, String.valueOf(response.statusCode()));
			assertThat(described.isObject()).as("%s returns %d", route, response.statusCode()).isTrue();
			headersMustBeDescribed(route, response, described);
			if (described.has("content")) {
				bodyMustFit(route, response, described.path("content"));
			}
			if (response.statusCode() >= 400 && !response.body().isEmpty()) {
				problemMustBeDescribed(route, response, operation);
			}
		});
	}

	/** Returns the described operation of a request; empty if its path is no route. */
	private static Optional<JsonNode> operation(String route) {
		return OPERATIONS.entrySet()
			.stream()
			.filter((operation) -> route.matches(operation.getKey().replaceAll("\\{[^}]+}", "[A-Za-z0-9_-]+")))
			.map(Map.Entry::getValue)
			.findFirst();
	}

	private static JsonNode describedResponse(JsonNode operation, String status) {
		JsonNode responses = operation.path("responses");
		return DOCUMENT.resolve(responses.path(responses.has(status) ? status : "default"));
	}

	private static void headersMustBeDescribed(String route, HttpResponse<String> response, JsonNode described) {
		HEADERS.forEach((header) -> response.headers()
			.firstValue(header)
			.filter(Contract::isNotEverywhere)
			.ifPresent((value) -> {
				JsonNode schema = DOCUMENT.resolve(described.path("headers").path(header)).path("schema");
				assertThat(schema.isObject()).as("%s returns %d with %s", route, response.statusCode(), header)
					.isTrue();
				assertThat(value).matches(schema.path("pattern").asString(".*"));
			}));
	}

	/** Excludes {@code Cache-Control: no-store}, which every response has by default. */
	private static boolean isNotEverywhere(String value) {
		return !value.equals("no-store");
	}

	private static void bodyMustFit(String route, HttpResponse<String> response, JsonNode content) {
		String type = response.headers().firstValue("Content-Type").orElse("none");
		assertThat(content.has(type)).as("%s returns %s", route, type).isTrue();
		if (type.equals("text/event-stream")) {
			return;
		}
		JsonNode schema = content.path(type).path("schema");
		assertThat(SCHEMAS.computeIfAbsent(schema.toString(), (_) -> DOCUMENT.schema(schema))
			.validate(JSON.readTree(response.body()))).as(route).isEmpty();
	}

	/**
	 * Only a problem that quotes an ESS error may have a code that is not in the
	 * operation's table.
	 */
	private static void problemMustBeDescribed(String route, HttpResponse<String> response, JsonNode operation) {
		JsonNode problem = JSON.readTree(response.body());
		String error = "`%s`%s: ".formatted(problem.path("code").asString(),
				problem.path("retryable").asBoolean() ? " (retryable)" : "");
		String row = "\\| %d \\|.* %s.*\\|".formatted(response.statusCode(), Pattern.quote(error));
		if (!problem.has("upstream")) {
			assertThat(operation.path("description").asString()).as(route).containsPattern(row);
		}
		assertThat(problem.path("detail").asString()).as(route + " says what to do")
			.matches(ProblemMessages.detail(problem.path("code").asString(),
					response.headers().firstValue("Content-Language").orElse("none")));
		assertThat(response.headers().allValues("Vary")).as(route)
			.anyMatch((names) -> names.contains("Accept-Language"));
		if (response.headers().firstValue("Retry-After").isPresent()) {
			assertThat(problem.path("retryable").asBoolean()).as(route + " has Retry-After").isTrue();
		}
		if (response.headers().firstValue("WWW-Authenticate").isPresent()) {
			assertThat(response.statusCode()).as(route + " has WWW-Authenticate").isIn(401, 403);
		}
	}

}
