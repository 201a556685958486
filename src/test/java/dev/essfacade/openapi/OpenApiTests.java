package dev.essfacade.openapi;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.essfacade.support.Caller;
import dev.essfacade.support.FacadeTest;
import dev.essfacade.support.StartedFacade;
import dev.essfacade.web.problem.ProblemCode;
import io.swagger.v3.oas.annotations.Hidden;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The OpenAPI document is whole, valid, and the one that is committed: that of a service
 * that asks for tokens.
 */
@FacadeTest
class OpenApiTests {

	private static final String REWRITE = "./mvnw test -Dtest=OpenApiTests -Dopenapi.write";

	/** Of later issues: a caller who reads of it would expect it to work. */
	private static final Set<String> NOT_YET = Set.of("allowLast", "validateOnly", "Prefer", "Preference-Applied",
			"If-Match", "undo", "Last-Event-ID", "text/event-stream", "scalingActivity", "Accept-Language",
			"Content-Language");

	/** Its document needs no token, and so no issuer. */
	private static final StartedFacade ASKS_FOR_TOKENS = StartedFacade.with("facade.security.mode=jwt",
			"spring.security.oauth2.resourceserver.jwt.jwk-set-uri=http://127.0.0.1:9/keys",
			"spring.security.oauth2.resourceserver.jwt.audiences=ess-facade");

	private final Caller open;

	private final Caller caller = ASKS_FOR_TOKENS.caller();

	private final RequestMappingHandlerMapping mappings;

	private final Document document;

	OpenApiTests(Caller caller, @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mappings) {
		this.open = caller;
		this.mappings = mappings;
		this.document = Document.ofJson(this.caller.get("/v3/api-docs").http().body());
	}

	@AfterAll
	static void stop() {
		ASKS_FOR_TOKENS.close();
	}

	@Test
	void theCommittedDocumentIsTheServedOne() throws IOException {
		String served = this.caller.get("/v3/api-docs.yaml").http().body();
		if (System.getProperty("openapi.write") != null) {
			Files.writeString(Document.COMMITTED, served);
		}
		assertThat(Files.readString(Document.COMMITTED))
			.as("%s differs from what is served; this rewrites it: %s", Document.COMMITTED, REWRITE)
			.isEqualTo(served);
	}

	@Test
	void theDocumentIsValidOpenApi31() throws IOException {
		try (InputStream schema = Objects
			.requireNonNull(OpenApiTests.class.getResourceAsStream("openapi-3.1.schema.json"))) {
			assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
				.getSchema(schema, InputFormat.JSON)
				.validate(this.document.root())).isEmpty();
		}
	}

	@Test
	void everyRouteIsDescribedAndNothingElse() {
		Set<String> routes = new TreeSet<>();
		this.mappings.getHandlerMethods().forEach((mapping, method) -> {
			Class<?> controller = method.getBeanType();
			if (controller.getName().startsWith("dev.essfacade.") && !controller.isAnnotationPresent(Hidden.class)) {
				mapping.getMethodsCondition()
					.getMethods()
					.forEach((verb) -> mapping.getPatternValues().forEach((path) -> routes.add(verb + " " + path)));
			}
		});
		assertThat(this.document.operations().keySet()).isEqualTo(routes).isNotEmpty();
	}

	@Test
	void everythingHasADescription() {
		List<String> silent = new ArrayList<>();
		this.document.visit((place, node) -> {
			boolean toBeDescribed = place.matches(".*/properties/[^/]+|.*/parameters/[^/]+|.*/headers/[^/]+"
					+ "|.*/responses/(\\d+|default)|/tags/\\d+|/paths/[^{]*(\\{[^}]+}[^{]*)*/(get|post)|/components/schemas/[^/]+");
			if (toBeDescribed && !place.contains("/examples/") && !place.contains("/example/")
					&& this.document.resolve(node).path("description").asString("").isBlank()) {
				silent.add(place);
			}
		});
		assertThat(silent).isEmpty();
	}

	@Test
	void everyOperationHasANameASummaryAndOneTag() {
		assertThat(this.document.operations().values()).allSatisfy((operation) -> {
			assertThat(operation.path("operationId").asString()).matches("[a-z]+([A-Z][a-z]*)*");
			assertThat(operation.path("summary").asString()).isNotBlank();
			assertThat(operation.path("description").asString()).isNotBlank();
			assertThat(operation.path("tags")).hasSize(1);
		}).extracting((operation) -> operation.path("operationId").asString()).doesNotHaveDuplicates();
	}

	@Test
	void everyAnswerHasTheRequestIdAndIsJson() {
		this.document.operations()
			.forEach((route, operation) -> operation.path("responses").forEachEntry((status, answer) -> {
				assertThat(answer.path("headers").has("X-Request-Id")).as(route + " " + status).isTrue();
				String type = status.startsWith("2") ? "application/json" : "application/problem+json";
				if (!status.equals("304")) {
					assertThat(answer.path("content").propertyNames()).as(route + " " + status).containsExactly(type);
				}
			}));
	}

	@Test
	void everySchemaOfAnObjectIsClosed() {
		this.document.visit((place, node) -> {
			if (!place.contains("/examples/") && node.path("type").asString("").equals("object")
					&& node.has("properties")) {
				assertThat(node.path("additionalProperties").asBoolean(true)).as(place).isFalse();
			}
		});
	}

	@ParameterizedTest
	@EnumSource
	void everyErrorCodeHasAnExample(ProblemCode code) {
		JsonNode example = this.document.root().at("/components/examples/" + code.code() + "/value");
		assertThat(example.path("code").asString()).isEqualTo(code.code());
		assertThat(example.path("status").asInt()).isEqualTo(code.status().value());
		assertThat(example.path("retryable").asBoolean()).isEqualTo(code.retryable());
		JsonNode schema = this.document.root().at("/components/schemas/Problem");
		assertThat(this.document.schema(schema).validate(example)).isEmpty();
	}

	@Test
	void everyAnswerOfAFailureHasItsStatus() {
		this.document.operations()
			.values()
			.forEach((operation) -> operation.path("responses").forEachEntry((status, answer) -> {
				JsonNode examples = answer.path("content").path("application/problem+json").path("examples");
				assertThat(examples.isEmpty()).as(status).isEqualTo(!status.matches("[45]\\d\\d"));
				examples.forEach(
						(example) -> assertThat(this.document.resolve(example).path("value").path("status").asString())
							.isEqualTo(status));
			}));
	}

	@Test
	void everyExampleOfABodyFitsItsSchema() {
		this.document.visit((place, node) -> {
			if (place.endsWith("/content/application/json")) {
				assertThat(node.has("example")).as(place).isTrue();
				assertThat(this.document.schema(node.path("schema")).validate(node.path("example"))).as(place)
					.isEmpty();
			}
		});
	}

	@Test
	void noExampleOfARequestHasAKeyThatEverybodyWouldShare() {
		this.document.operations().forEach((route, operation) -> {
			assertThat(operation.at("/requestBody").toString()).as(route).doesNotContain("clientToken");
			operation.path("parameters").forEach((reference) -> {
				JsonNode parameter = this.document.resolve(reference);
				assertThat(parameter.has("example")).as(route + " " + parameter.path("name"))
					.isEqualTo(parameter.path("in").asString().equals("path"));
			});
		});
		assertThat(this.document.root().at("/components/schemas").toString()).doesNotContain("\"example\"");
	}

	@Test
	void nothingIsPromisedThatDoesNotWorkYet() {
		this.document.visit((place, node) -> {
			String name = place.substring(place.lastIndexOf('/') + 1);
			assertThat(NOT_YET).as(place).doesNotContain(name).doesNotContain(node.path("name").asString(""));
		});
	}

	@Test
	void everyOperationSaysWhichScopeItAsksFor() {
		this.document.operations().forEach((route, operation) -> {
			String scope = route.startsWith("GET") ? "ess.read" : "ess.detach";
			assertThat(operation.path("security").toString()).as(route).isEqualTo("[{\"token\":[\"" + scope + "\"]}]");
			assertThat(operation.at("/responses").propertyNames()).as(route).contains("401", "403");
		});
	}

	@Test
	void anOpenInstallationSaysSo() {
		Document open = Document.ofJson(this.open.get("/v3/api-docs").http().body());
		assertThat(open.root().at("/info/description").asString()).startsWith("**This installation is open**");
		open.operations().forEach((route, operation) -> assertThat(operation.has("security")).as(route).isFalse());
		assertThat(this.document.root().at("/info/description").asString()).doesNotContain("is open");
	}

	@Test
	void theServerIsRelative() {
		assertThat(this.document.root().at("/servers")).hasSize(1);
		assertThat(this.document.root().at("/servers/0/url").asString()).isEqualTo("/");
	}

}
