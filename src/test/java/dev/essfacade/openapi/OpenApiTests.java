package dev.essfacade.openapi;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.essfacade.support.Caller;
import dev.essfacade.support.Caller.Answer;
import dev.essfacade.support.FacadeTest;
import dev.essfacade.support.ProblemMessages;
import dev.essfacade.support.StartedFacade;
import dev.essfacade.web.IdempotencyKey;
import dev.essfacade.web.ResourceId;
import dev.essfacade.web.problem.ProblemCode;
import io.swagger.v3.oas.annotations.Hidden;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The OpenAPI document of a service that requires tokens is complete, valid and equal to
 * the committed one.
 */
@FacadeTest
class OpenApiTests {

	private static final String REWRITE = "./mvnw test -Dtest=OpenApiTests -Dopenapi.write";

	/** Names of features that do not exist yet. */
	private static final Set<String> NOT_YET = Set.of();

	/** Reading the document needs no token, so that this service needs no issuer. */
	private static final StartedFacade REQUIRES_TOKENS = StartedFacade.with("facade.security.mode=jwt",
			"spring.security.oauth2.resourceserver.jwt.jwk-set-uri=http://127.0.0.1:9/keys",
			"spring.security.oauth2.resourceserver.jwt.audiences=ess-facade");

	private final Caller open;

	private final Caller caller = REQUIRES_TOKENS.caller();

	private final RequestMappingHandlerMapping mappings;

	private final Document document;

	OpenApiTests(Caller caller, @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mappings) {
		this.open = caller;
		this.mappings = mappings;
		this.document = Document.ofJson(this.caller.get("/v3/api-docs").http().body());
	}

	@AfterAll
	static void stop() {
		REQUIRES_TOKENS.close();
	}

	@Test
	void theCommittedDocumentEqualsTheServedOne() throws IOException {
		String served = this.caller.get("/v3/api-docs.yaml").http().body();
		if (System.getProperty("openapi.write") != null) {
			Files.writeString(Document.COMMITTED, served);
		}
		assertThat(Files.readString(Document.COMMITTED))
			.as("%s differs from the served document; this command rewrites it: %s", Document.COMMITTED, REWRITE)
			.isEqualTo(served);
	}

	@ParameterizedTest
	@ValueSource(strings = { "application/yaml", "text/yaml", "application/vnd.oai.openapi", "*/*", "text/html",
			"text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8", "application/json",
			"application/json;charset=ISO-8859-1", "application/*;charset=UTF-16", "not a media type" })
	void servesTheDocumentInUtf8WhateverTypeIsAccepted(String accept) {
		for (String path : List.of("/v3/api-docs", "/v3/api-docs.yaml")) {
			Answer usual = this.caller.get(path);
			Answer response = this.caller.get(path, "Accept", accept);
			assertThat(response.status()).as(path).isEqualTo(200);
			assertThat(response.http().body()).as(path).isEqualTo(usual.http().body());
			assertThat(response.header("Content-Type")).as(path)
				.isEqualTo(path.endsWith("yaml") ? "application/vnd.oai.openapi" : "application/json");
		}
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
	void everyReferenceHasATarget() {
		this.document
			.visit((place, node) -> assertThat(this.document.resolve(node).isMissingNode()).as(place).isFalse());
	}

	@Test
	void describesEveryRouteAndNothingElse() {
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
	void everyPartHasADescriptionOfWholeSentences() {
		List<String> incomplete = new ArrayList<>();
		this.document.visit((place, node) -> {
			boolean toBeDescribed = place.matches(".*/properties/[^/]+|.*/parameters/[^/]+|.*/headers/[^/]+"
					+ "|.*/responses/[^/]+|/tags/\\d+|/paths/[^{]*(\\{[^}]+}[^{]*)*/(get|post)|/components/schemas/[^/]+");
			boolean isExample = place.contains("/example/") || place.contains("/examples/");
			if (toBeDescribed && !isExample
					&& !this.document.resolve(node)
						.path("description")
						.asString("")
						.matches("(?s)[A-Z`].*([.|]|\\|\n\n</details>)")) {
				incomplete.add(place);
			}
		});
		assertThat(incomplete).isEmpty();
	}

	@Test
	void everyOperationHasANameASummaryAndOneTag() {
		assertThat(this.document.operations().values()).allSatisfy((operation) -> {
			assertThat(operation.path("operationId").asString()).matches("[a-z]+([A-Z][a-z]*)*");
			assertThat(operation.path("summary").asString()).matches("[A-Z].*[^.]");
			assertThat(operation.path("description").asString()).isNotBlank();
			assertThat(operation.path("tags")).hasSize(1);
		}).extracting((operation) -> operation.path("operationId").asString()).doesNotHaveDuplicates();
	}

	@Test
	void theTagsAreInTheOrderOfUse() {
		assertThat(this.document.root().path("tags")).extracting((tag) -> tag.path("name").asString())
			.containsExactly("ALB server groups", "Load balancers", "Scaling groups", "Scaling activities", "Regions");
	}

	@Test
	void everyResponseHasTheRequestIdAndAMediaType() {
		this.document.operations()
			.forEach((route, operation) -> operation.path("responses").forEachEntry((status, reference) -> {
				JsonNode response = this.document.resolve(reference);
				assertThat(response.path("headers").has("X-Request-Id")).as(route + " " + status).isTrue();
				String type = status.startsWith("2") ? "application/json" : "application/problem+json";
				if (!Set.of("204", "304").contains(status)) {
					assertThat(response.path("content").propertyNames()).as(route + " " + status)
						.contains(type)
						.isSubsetOf(type, "text/event-stream");
				}
			}));
	}

	@Test
	void everyRequestSchemaRejectsUnknownFieldsEverywhere() {
		this.document.operations().forEach((route, operation) -> {
			JsonNode content = operation.at("/requestBody/content").path("application/json");
			List<JsonNode> extended = new ArrayList<>();
			JsonNode example = content.path("examples").path("withForce").path("value");
			extend(example, example, extended);
			assertThat(extended).as(route)
				.allSatisfy(
						(body) -> assertThat(this.document.schema(content.path("schema")).validate(body)).isNotEmpty());
			assertThat(extended.isEmpty()).as(route).isEqualTo(content.isMissingNode());
		});
	}

	/**
	 * Adds one copy of the root for each object in it. In each copy, one object has an
	 * unknown field.
	 */
	private static void extend(JsonNode root, JsonNode node, List<JsonNode> extended) {
		if (node instanceof ObjectNode object) {
			object.put("unknownField", true);
			extended.add(root.deepCopy());
			object.remove("unknownField");
		}
		node.forEach((child) -> extend(root, child, extended));
	}

	@Test
	void everyResponseSchemaAcceptsUnknownFieldsAndStates() {
		this.document.visit((place, node) -> {
			if (place.matches(".*/responses/[^/]+/content/[^{]*") && node.path("example").isObject()) {
				List<JsonNode> extended = new ArrayList<>();
				extend(node.path("example"), node.path("example"), extended);
				((ObjectNode) extended.getFirst()).put("state", "NEW_STATE").put("code", "new-code");
				assertThat(extended).as(place)
					.allSatisfy(
							(body) -> assertThat(this.document.schema(node.path("schema")).validate(body)).isEmpty());
			}
		});
		assertThat(this.document.root().toString()).doesNotContain("\"enum\"");
	}

	@Test
	void everyListOfValuesSaysThatItCanGrow() {
		List<String> lists = new ArrayList<>();
		this.document.visit((place, node) -> {
			if (node.has("x-extensible-enum")) {
				lists.add(place);
				assertThat(node.path("description").asString()).as(place).containsPattern("New \\w+ can be added\\.");
			}
		});
		assertThat(lists).contains("/components/schemas/Problem/properties/code",
				"/components/schemas/ScalingActivity/properties/state");
		assertThat(this.document.root()
			.at("/components/schemas/Problem/properties/code/x-extensible-enum")
			.valueStream()
			.map(JsonNode::asString))
			.containsExactlyElementsOf(Arrays.stream(ProblemCode.values()).map(ProblemCode::code).toList());
	}

	@Test
	void theErrorsOfEveryOperationAreCodesOfTheService() {
		List<String> known = Arrays.stream(ProblemCode.values()).map(OpenApiTests::error).toList();
		this.document.operations().forEach((route, operation) -> {
			List<String> errors = errors(operation);
			assertThat(errors).as(route)
				.isSubsetOf(known)
				.isSortedAccordingTo(Comparator.comparing((error) -> error.substring(0, 3)))
				.doesNotHaveDuplicates()
				.contains(error(ProblemCode.INVALID_REQUEST), error(ProblemCode.INTERNAL));
			assertThat(errors.contains(error(ProblemCode.OUTCOME_UNKNOWN))).as(route)
				.isEqualTo(route.startsWith("POST"));
			assertThat(errors.contains(error(ProblemCode.UPSTREAM_UNAVAILABLE))).as(route)
				.isEqualTo(route.contains("{regionId}"));
		});
	}

	/**
	 * Returns each error in the table: status, code, the mark {@code (retryable)} and
	 * title.
	 */
	private static List<String> errors(JsonNode operation) {
		return Pattern.compile("(?m)^\\| (\\d{3}) \\| (.*) \\|$")
			.matcher(operation.path("description").asString())
			.results()
			.flatMap((row) -> Arrays.stream(row.group(2).split(" (?=`)")).map((error) -> row.group(1) + " " + error))
			.toList();
	}

	private static String error(ProblemCode code) {
		return "%d `%s`%s: %s.".formatted(code.status().value(), code.code(), code.retryable() ? " (retryable)" : "",
				ProblemMessages.title(code));
	}

	@Test
	void everyExampleIsValidAndEveryBodyHasOne() {
		this.document.visit((place, node) -> {
			if (place.matches(".*/content/[^{]*") && node.has("schema")) {
				List<JsonNode> examples = node.has("example") ? List.of(node.path("example"))
						: node.path("examples").findValues("value");
				assertThat(examples).as(place).isNotEmpty();
				examples.forEach(
						(example) -> assertThat(this.document.schema(node.path("schema")).validate(example)).as(place)
							.isEmpty());
			}
		});
	}

	@Test
	void everyExampleOfAProblemHasTheValuesOfItsCode() {
		List<JsonNode> examples = this.document.root().at("/components/responses").findValues("example");
		assertThat(examples).hasSize(1).allSatisfy((example) -> {
			ProblemCode code = Arrays.stream(ProblemCode.values())
				.filter((candidate) -> candidate.code().equals(example.path("code").asString()))
				.findFirst()
				.orElseThrow();
			assertThat(example.path("type").asString()).isEqualTo("urn:ess-facade:problem:" + code.code());
			assertThat(example.path("title").asString()).isEqualTo(ProblemMessages.title(code));
			assertThat(example.path("detail").asString())
				.isEqualTo(ProblemMessages.title(code) + ". Nothing was executed. " + ProblemMessages.action(code));
			assertThat(example.path("status").asInt()).isEqualTo(code.status().value());
			assertThat(example.path("retryable").asBoolean()).isEqualTo(code.retryable());
		});
	}

	@Test
	void noExampleOfARequestHasAnIdempotencyKey() {
		this.document.operations()
			.forEach((route, operation) -> assertThat(operation.at("/requestBody").toString()).as(route)
				.doesNotContain("clientToken"));
		assertThat(this.document.root().at("/components/schemas").toString()).doesNotContain("\"example\"");
	}

	/**
	 * Swagger UI fills in examples. A user could confuse the activity of an example with
	 * their own.
	 */
	@Test
	void onlyRegionGroupAndWaitHaveAnExampleValue() {
		List<String> names = new ArrayList<>();
		this.document.visit((_, node) -> {
			if (node.has("in") && node.has("example")) {
				names.add(node.path("name").asString());
			}
		});
		assertThat(names).containsOnly("regionId", "scalingGroupId", "Prefer");
	}

	@Test
	void thePatternsOfParametersAreThoseThatTheServiceChecks() {
		JsonNode parameters = this.document.root().at("/components/parameters");
		for (String id : List.of("scalingGroupId", "scalingActivityId")) {
			assertThat(parameters.at("/" + id + "/schema/pattern").asString()).isEqualTo(ResourceId.FORMAT);
		}
		String key = IdempotencyKey.FORMAT.substring(1, IdempotencyKey.FORMAT.length() - 1);
		assertThat(parameters.at("/Idempotency-Key/schema/pattern").asString())
			.isEqualTo("^(" + key + "|\"" + key + "\")$");
	}

	@Test
	void theListsOfTargetsHaveTheirLimits() {
		JsonNode schemas = this.document.root().at("/components/schemas");
		JsonNode groups = schemas.at("/AlbServerGroupDetachRequest/properties/albServerGroups");
		assertThat(groups.path("minItems").asInt()).isEqualTo(1);
		assertThat(groups.path("maxItems").asInt()).isEqualTo(100);
		JsonNode weighted = schemas.at("/AlbServerGroupAttachRequest/properties/albServerGroups");
		assertThat(weighted.path("minItems").asInt()).isEqualTo(1);
		assertThat(weighted.path("maxItems").asInt()).isEqualTo(100);
		JsonNode balancers = schemas.at("/LoadBalancerDetachRequest/properties/loadBalancers");
		assertThat(balancers.path("minItems").asInt()).isEqualTo(1);
		assertThat(balancers.path("maxItems").asInt()).isEqualTo(5);
	}

	@Test
	void promisesNoFeatureThatDoesNotExistYet() {
		this.document.visit((place, node) -> {
			String name = place.substring(place.lastIndexOf('/') + 1);
			assertThat(NOT_YET).as(place).doesNotContain(name).doesNotContain(node.path("name").asString(""));
		});
	}

	@Test
	void everyOperationSaysWhichScopeItRequires() {
		this.document.operations().forEach((route, operation) -> {
			String scope = route.startsWith("GET") ? "ess.read" : "ess." + route.substring(route.lastIndexOf('/') + 1);
			assertThat(operation.path("security").toString()).as(route).isEqualTo("[{\"token\":[\"" + scope + "\"]}]");
			assertThat(errors(operation)).as(route)
				.contains(error(ProblemCode.UNAUTHENTICATED), error(ProblemCode.FORBIDDEN));
		});
		assertThat(this.document.root().at("/components/securitySchemes").propertyNames()).containsExactly("token");
	}

	@Test
	void theDocumentOfAnOpenInstallationSaysThatItIsOpen() {
		Document open = Document.ofJson(this.open.get("/v3/api-docs").http().body());
		assertThat(open.root().at("/info/description").asString()).startsWith("**This installation is open**");
		assertThat(open.root().at("/components").has("securitySchemes")).isFalse();
		open.operations().forEach((route, operation) -> assertThat(operation.has("security")).as(route).isFalse());
		assertThat(this.document.root().at("/info/description").asString()).doesNotContain("is open");
	}

	@Test
	void theServerIsRelative() {
		assertThat(this.document.root().at("/servers")).hasSize(1);
		assertThat(this.document.root().at("/servers/0/url").asString()).isEqualTo("/");
	}

	@Test
	void noDescriptionContainsHtml() {
		Pattern html = Pattern.compile("</?[a-z]+>|\\{@|&[a-z]+;");
		this.document.visit((place,
				node) -> assertThat(node.path("description")
					.asString("")
					.replace("<token>", "")
					.replace("<details><summary>Errors</summary>", "")
					.replace("</details>", "")).as(place).doesNotContainPattern(html));
	}

}
