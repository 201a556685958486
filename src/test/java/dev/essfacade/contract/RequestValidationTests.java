package dev.essfacade.contract;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.essfacade.support.Caller;
import dev.essfacade.support.Caller.Answer;
import dev.essfacade.support.FacadeTest;
import dev.essfacade.support.TestGroups;
import dev.esssimulator.EssSimulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.web.util.UriUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** Validation of requests. Nothing is sent to ESS for an invalid request. */
@FacadeTest
class RequestValidationTests {

	private static final String PAIR = "{\"albServerGroupId\": \"sgp-ddwb0y0g6y9bjm\", \"port\": 22}";

	private final EssSimulator ess;

	private final Caller caller;

	private boolean mayReachEss;

	RequestValidationTests(EssSimulator ess, Caller caller) {
		this.ess = ess;
		this.caller = caller;
	}

	@AfterEach
	void nothingWasSentUpstream() {
		assertThat(this.mayReachEss || this.ess.received().isEmpty()).isTrue();
	}

	@Test // S1
	void reportsOnlyTheSizeOfAListThatIsTooLong() {
		String body = "{\"albServerGroups\": [" + "{},".repeat(100) + "{}]}";
		assertThat(this.caller.post(Caller.ALB_DETACH, body).json().path("errors")).hasSize(1)
			.allMatch((error) -> error.path("pointer").stringValue().equals("#/albServerGroups"));
	}

	static Stream<Arguments> badAlbBodies() {
		String deep = "[".repeat(40) + "]".repeat(40);
		String hundredAndOne = IntStream.rangeClosed(1, 101)
			.mapToObj((port) -> "{\"albServerGroupId\": \"sgp-1\", \"port\": " + port + "}")
			.collect(Collectors.joining(",", "{\"albServerGroups\": [", "]}"));
		return Stream.of(arguments("", "#"), arguments("{", "#"), arguments("[]", "#"), arguments("null", "#"),
				arguments("\"text\"", "#"), arguments("nonsense", "#"), arguments("{}", "#/albServerGroups"),
				arguments("{\"albServerGroups\": []}", "#/albServerGroups"),
				arguments("{\"albServerGroups\": null}", "#/albServerGroups"),
				arguments("{\"albServerGroups\": {}}", "#/albServerGroups"),
				arguments("{\"albServerGroups\": " + PAIR + "}", "#/albServerGroups"),
				arguments("{\"albServerGroups\": [null]}", "#/albServerGroups/0"),
				arguments("{\"albServerGroups\": [\"sgp-1\"]}", "#/albServerGroups/0"),
				arguments("{\"albServerGroups\": [" + PAIR + ", " + PAIR + "]}", "#/albServerGroups"),
				arguments(hundredAndOne, "#/albServerGroups"),
				arguments("{\"albServerGroups\": [{\"port\": 22}]}", "#/albServerGroups/0/albServerGroupId"),
				arguments("{\"albServerGroups\": [{\"albServerGroupId\": \"sgp-1\"}]}", "#/albServerGroups/0/port"),
				arguments(port("\"80\""), "#/albServerGroups/0/port"),
				arguments(port("80.0"), "#/albServerGroups/0/port"), arguments(port("8e1"), "#/albServerGroups/0/port"),
				arguments(port("true"), "#/albServerGroups/0/port"),
				arguments(port("null"), "#/albServerGroups/0/port"), arguments(port("0"), "#/albServerGroups/0/port"),
				arguments(port("65536"), "#/albServerGroups/0/port"), arguments(port("-1"), "#/albServerGroups/0/port"),
				arguments(port("99999999999"), "#/albServerGroups/0/port"),
				arguments("{\"albServerGroups\": [{\"albServerGroupId\": 1, \"port\": 22}]}",
						"#/albServerGroups/0/albServerGroupId"),
				arguments("{\"albServerGroups\": [{\"albServerGroupId\": \"-a\", \"port\": 22}]}",
						"#/albServerGroups/0/albServerGroupId"),
				arguments("{\"albServerGroups\": [{\"albServerGroupId\": \"sgp-1\", \"port\": 22, \"weight\": 1}]}",
						"#/albServerGroups/0/weight"),
				arguments(with("\"forceDetach\": null"), "#/forceDetach"),
				arguments(with("\"forceDetach\": \"true\""), "#/forceDetach"),
				arguments(with("\"forceDetach\": 1"), "#/forceDetach"),
				arguments(with("\"clientToken\": null"), "#/clientToken"),
				arguments(with("\"clientToken\": 17"), "#/clientToken"),
				arguments(with("\"clientToken\": \"\""), "#/clientToken"),
				arguments(with("\"clientToken\": \"with space\""), "#/clientToken"),
				arguments(with("\"clientToken\": \"ümlaut\""), "#/clientToken"),
				arguments(with("\"clientToken\": \"" + "x".repeat(65) + "\""), "#/clientToken"),
				arguments(with("\"reason\": \"" + "x".repeat(257) + "\""), "#/reason"),
				arguments(with("\"async\": true"), "#/async"),
				arguments(with("\"forcedetach\": true"), "#/forcedetach"),
				arguments(with("\"forceDetach\": true, \"forceDetach\": false"), "#/forceDetach"),
				arguments("{\"albServerGroups\": [" + PAIR + "], \"albServerGroups\": [" + PAIR + "]}",
						"#/albServerGroups"),
				arguments("{\"albServerGroups\": [" + PAIR + "]} trailing", "#"),
				arguments("{\"albServerGroups\": [" + PAIR + "]} {}", "#"),
				arguments("{\"albServerGroups\": [" + PAIR + ",]}", "#/albServerGroups/1"),
				arguments("{\"albServerGroups\": [" + PAIR + "], // comment\n}", "#/albServerGroups"),
				arguments("{'albServerGroups': [" + PAIR + "]}", "#"),
				arguments("{\"albServerGroups\": " + deep + "}", "#/albServerGroups/0"),
				arguments("{\"x\": " + deep + "}", "#"), arguments(deep, "#"));
	}

	@ParameterizedTest
	@MethodSource("badAlbBodies")
	void rejectsAnInvalidBodyWithTheJsonPointer(String body, String pointer) {
		Answer answer = this.caller.post(Caller.ALB_DETACH, body);
		isInvalid(answer);
		assertThat(answer.json().path("errors").findValuesAsString("pointer")).contains(pointer);
		assertThat(answer.json().path("errors").findValuesAsString("detail")).allMatch((detail) -> !detail.isBlank());
		assertThat(answer.http().body()).doesNotContain("dev.essfacade.", "java.", "jackson");
	}

	@Test
	void rejectsAnIfMatchOfAThousandTags() {
		Answer answer = this.caller.post(Caller.ALB_DETACH, TestGroups.ALB_DETACH, "If-Match",
				"\"a\",".repeat(1_000) + "\"a\"");
		isInvalid(answer);
		assertThat(answer.json().at("/errors/0/parameter").asString()).isEqualTo("If-Match");
	}

	/**
	 * Tests overlong encodings in a field name and an ID, a code point that is too large,
	 * and a surrogate.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "{\"\u00c1\u00a6orceDetach\": true}", "{\"loadBalancers\": [\"lb\u00c0\u00ada\"]}",
			"{\"reason\": \"\u00f5\u0080\u0080\u0080\"}", "{\"reason\": \"\u00ed\u00a0\u0080\"}" })
	void rejectsInvalidUtf8(String bytes) {
		Answer answer = this.caller.send(
				HttpRequest.newBuilder(this.caller.service().resolve(Caller.CLB_DETACH))
					.POST(BodyPublishers.ofByteArray(bytes.getBytes(StandardCharsets.ISO_8859_1))),
				"Content-Type", "application/json");
		isInvalid(answer);
		assertThat(answer.json().at("/errors/0/detail").asString()).contains("UTF-8");
	}

	@Test // R10
	void namesAByteOrderMark() {
		Answer answer = this.caller.post(Caller.ALB_DETACH, "\uFEFF" + TestGroups.ALB_DETACH);
		isInvalid(answer);
		assertThat(answer.json().at("/errors/0/detail").asString()).contains("byte order mark");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			{}                                                           | #/loadBalancers
			{"loadBalancers": []}                                        | #/loadBalancers
			{"loadBalancers": "lb-1"}                                    | #/loadBalancers
			{"loadBalancers": ["a", "b", "c", "d", "e", "f"]}            | #/loadBalancers
			{"loadBalancers": ["a", "a"]}                                | #/loadBalancers
			{"loadBalancers": [null]}                                    | #/loadBalancers/0
			{"loadBalancers": [1]}                                       | #/loadBalancers/0
			{"loadBalancers": ["lb-1", "_b"]}                            | #/loadBalancers/1
			{"loadBalancers": ["lb-1"], "async": "yes"}                  | #/async
			{"loadBalancers": ["lb-1"], "albServerGroups": []}           | #/albServerGroups
			""")
	void rejectsAnInvalidLoadBalancerBodyWithTheJsonPointer(String body, String pointer) {
		Answer answer = this.caller.post(Caller.CLB_DETACH, body);
		isInvalid(answer);
		assertThat(answer.json().path("errors").findValuesAsString("pointer")).contains(pointer);
	}

	@Test
	void oneResponseListsAllViolations() {
		Answer answer = this.caller.post(Caller.ALB_DETACH, """
				{"albServerGroups": [{"albServerGroupId": "-", "port": 0}], "clientToken": "a b"}""");
		assertThat(answer.json().path("errors").findValuesAsString("pointer"))
			.containsExactly("#/albServerGroups/0/albServerGroupId", "#/albServerGroups/0/port", "#/clientToken");
	}

	@ParameterizedTest
	@ValueSource(strings = { "99999999999", "-99999999999", "99999999999999999999999" })
	void distinguishesAHugeNumberFromAnotherType(String port) {
		assertThat(this.caller.post(Caller.ALB_DETACH, port(port)).json().path("errors").path(0).path("detail"))
			.asString()
			.contains("out of range");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			a b/c~d      | #/a%20b~1c~0d
			<\\u0000%>  | #/%3C%00%25%3E
			中文          | #/%E4%B8%AD%E6%96%87
			""")
	void escapesSpecialCharactersOfAFieldNameInItsPointer(String name, String pointer) {
		for (String body : List.of(with("\"" + name + "\": 1"), with("\"" + name + "\": null"))) {
			Answer answer = this.caller.post(Caller.ALB_DETACH, body);
			isInvalid(answer);
			assertThat(answer.json().at("/errors/0/pointer").stringValue()).isEqualTo(pointer);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "x", "\uD83D\uDE00" })
	void truncatesALongFieldName(String character) {
		for (String value : List.of("1", "null", "{\"y\": null}")) {
			Answer answer = this.caller.post(Caller.ALB_DETACH, with("\"" + character.repeat(10_000) + "\": " + value));
			isInvalid(answer);
			assertThat(answer.http().body()).hasSizeLessThan(3_000);
			assertThat(answer.json().at("/errors/0/pointer").stringValue())
				.startsWith("#/" + UriUtils.encodeFragment(character.repeat(64), StandardCharsets.UTF_8));
		}
	}

	@Test
	void limitsTheReasonInCodePoints() {
		this.mayReachEss = true;
		assertThat(this.caller.post(Caller.ALB_DETACH, reason("\uD83D\uDE00".repeat(256))).status()).isEqualTo(200);
		isInvalid(this.caller.post(Caller.ALB_DETACH, reason("\uD83D\uDE00".repeat(257))));
		assertThat(this.caller
			.post(Caller.CLB_DETACH, TestGroups.CLB_DETACH.replace("}", ", \"reason\": \"" + "字".repeat(256) + "\"}"))
			.status()).isEqualTo(200);
	}

	@Test
	void rejectsABodyThatIsNotUtf8() {
		byte[] body = with("\"reason\": \"x\"").replace('x', '\u00ff').getBytes(StandardCharsets.ISO_8859_1);
		isInvalid(this.caller.send(post(BodyPublishers.ofByteArray(body)), "Content-Type", "application/json"));
	}

	@Test
	void rejectsABodyOver64KibByItsContentLength() {
		Answer answer = this.caller.post(Caller.ALB_DETACH, with("\"reason\": \"" + "x".repeat(64 * 1024) + "\""));
		assertThat(answer.status()).isEqualTo(413);
		assertThat(answer.field("code")).isEqualTo("body-too-large");
		assertThat(answer.field("correlationId")).isEqualTo(answer.header("X-Request-Id"));
	}

	@Test
	void rejectsABodyOver64KibWithoutContentLength() {
		byte[] body = with("\"reason\": \"" + " ".repeat(64 * 1024) + "\"").getBytes(StandardCharsets.UTF_8);
		Answer answer = this.caller.send(post(BodyPublishers.ofByteArrays(List.of(body))), "Content-Type",
				"application/json");
		assertThat(answer.status()).isEqualTo(413);
		assertThat(answer.field("code")).isEqualTo("body-too-large");
	}

	@Test
	void rejectsARegionThatIsNotConfigured() {
		Answer answer = this.caller.post("/api/v1/regions/cn-nowhere/scaling-groups/asg-1/load-balancers/detach",
				TestGroups.CLB_DETACH);
		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.field("code")).isEqualTo("unknown-region");
	}

	@ParameterizedTest
	@ValueSource(strings = { "-asg", "_asg", "asg.1", "asg%201", "asg:1", "%E4%B8%AD", "asg~1", "asg,1" })
	void rejectsAnIdWithOtherCharacters(String id) {
		Answer answer = this.caller.post(Caller.REGION + "/scaling-groups/" + id + "/load-balancers/detach",
				TestGroups.CLB_DETACH);
		isInvalid(answer);
		assertThat(answer.json().path("errors").path(0).path("parameter").stringValue()).isEqualTo("scalingGroupId");
		isInvalid(this.caller.get(Caller.REGION + "/scaling-activities/" + id));
	}

	@ParameterizedTest
	@ValueSource(strings = { "asg%3B1", "asg%00", "asg%0d%0a", "%2e%2e", "asg%255c" })
	void rejectsAPathThatAGatewayMayInterpretDifferently(String id) {
		isInvalid(this.caller.get(Caller.REGION + "/scaling-activities/" + id));
	}

	@Test
	void rejectsAnIdOf65Characters() {
		isInvalid(this.caller.get(Caller.REGION + "/scaling-activities/" + "a".repeat(65)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "x", "-1", "1.5", "", "99999999999999999999", "253402300800" })
	void rejectsASinceThatIsNoTimestamp(String since) {
		Answer answer = this.caller.get(Caller.ACTIVITY + "?since=" + since);
		isInvalid(answer);
		assertThat(answer.json().path("errors").path(0).path("parameter").stringValue()).isEqualTo("since");
	}

	@Test
	void anUnknownPathIsNotFound() {
		for (String path : List.of("/api", "/api/v1/regions/", "/api/v1/regions/cn-hangzhou", "/actuator/env",
				"/error/x", "/webjars/x", Caller.ALB_DETACH + "/")) {
			Answer answer = this.caller.get(path);
			assertThat(answer.status()).as(path).isEqualTo(404);
			assertThat(answer.field("code")).isEqualTo("not-found");
		}
	}

	@Test
	void rejectsAnUnsupportedMethod() {
		Answer get = this.caller.get(Caller.ALB_DETACH);
		assertThat(get.status()).isEqualTo(405);
		assertThat(get.field("code")).isEqualTo("method-not-allowed");
		assertThat(get.header("Allow")).isEqualTo("POST");
		assertThat(this.caller.method("DELETE", Caller.ACTIVITY).status()).isEqualTo(405);
		assertThat(this.caller.method("PATCH", "/api/v1/regions").field("code")).isEqualTo("method-not-allowed");
	}

	@Test
	void headIsAnsweredLikeGetWithoutTheBody() {
		Answer get = this.caller.get("/api/v1/regions");
		Answer head = this.caller.method("HEAD", "/api/v1/regions");
		assertThat(head.status()).isEqualTo(200);
		assertThat(head.http().body()).isEmpty();
		assertThat(head.mustHave("Content-Type")).isEqualTo(get.mustHave("Content-Type"));
		assertThat(head.mustHave("X-Request-Id")).hasSize(36);
		assertThat(this.caller.method("HEAD", Caller.ALB_DETACH).status()).isEqualTo(405);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			/api/v1/regions                                            | GET, HEAD, OPTIONS
			/api/v1/regions/cn-hangzhou/scaling-activities/asa-1       | GET, HEAD, OPTIONS
			/api/v1/regions/cn-hangzhou/scaling-groups/asg-1/load-balancers/detach | POST, OPTIONS
			""")
	void optionsListTheAllowedMethods(String path, String methods) {
		Answer options = this.caller.method("OPTIONS", path);
		assertThat(options.status()).isEqualTo(200);
		assertThat(List.of(options.mustHave("Allow").split(",", -1)))
			.containsExactlyInAnyOrder(methods.split(", ", -1));
		assertThat(options.http().body()).isEmpty();
	}

	@Test
	void anAcceptHeaderWithoutJsonIsNotAcceptable() {
		Answer answer = this.caller.get("/api/v1/regions", "Accept", "text/html");
		assertThat(answer.status()).isEqualTo(406);
		assertThat(answer.field("code")).isEqualTo("not-acceptable");
		assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "text/plain", "application/xml", "application/x-www-form-urlencoded", "multipart/form-data" })
	void rejectsABodyOfAnotherMediaType(String type) {
		Answer answer = this.caller.send(post(BodyPublishers.ofString(TestGroups.ALB_DETACH)), "Content-Type", type);
		assertThat(answer.status()).isEqualTo(415);
		assertThat(answer.field("code")).isEqualTo("unsupported-media-type");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/api/v1/regions/cn%2Fhangzhou/scaling-activities/a", "/api/v1/regions/%5C", "/%00",
			"/api/v1/regions/cn-hangzhou/scaling-activities/%2e%2e%2f" })
	void aRequestRejectedByTheConnectorGetsAProblem(String path) {
		Answer answer = this.caller.send(HttpRequest.newBuilder(URI.create(this.caller.service() + path)));
		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.field("code")).isEqualTo("invalid-request");
		assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
	}

	@ParameterizedTest
	@ValueSource(strings = { "validateonly=true", "dryRun", "x=1&y=2" })
	void rejectsAWriteWithUnknownParameters(String query) {
		isInvalid(this.caller.post(Caller.CLB_DETACH + "?" + query, TestGroups.CLB_DETACH));
		isInvalid(this.caller.get(Caller.ACTIVITY + "?" + query));
	}

	@ParameterizedTest
	@ValueSource(strings = { ";", ";a=b" })
	void rejectsAPathWithASemicolon(String parameter) {
		isInvalid(this.caller.post(Caller.GROUP + parameter + "/load-balancers/detach", TestGroups.CLB_DETACH));
		isInvalid(this.caller.get(Caller.ACTIVITY + parameter));
	}

	@Test
	void keepsAWellFormedRequestIdAndReplacesAnInvalidOne() {
		assertThat(this.caller.get("/api/v1/regions", "X-Request-Id", "my.Id_1-2").header("X-Request-Id"))
			.isEqualTo("my.Id_1-2");
		assertThat(this.caller.get("/api/v1/regions", "X-Request-Id", "a b").header("X-Request-Id")).hasSize(36);
		assertThat(this.caller.get("/api/v1/regions", "X-Request-Id", "x".repeat(65)).header("X-Request-Id"))
			.hasSize(36);
		assertThat(this.caller.get("/api/v1/regions").header("X-Request-Id")).hasSize(36);
	}

	@Test
	void anUnknownRegionsProblemListsTheServedRegions() {
		JsonNode regions = this.caller.get("/api/v1/regions").json().path("regions");
		assertThat(regions.findValuesAsString("regionId")).hasSize(40)
			.isSorted()
			.contains("cn-hangzhou", "eu-central-1");
	}

	@Test
	void acceptsAHundredServerGroupsWithLongIds() {
		this.mayReachEss = true;
		String pairs = IntStream.rangeClosed(1, 100)
			.mapToObj((n) -> "{\"albServerGroupId\": \"sgp-%060d\", \"port\": 65535}".formatted(n))
			.collect(Collectors.joining(","));
		Answer answer = this.caller.post(Caller.ALB_DETACH, "{\"albServerGroups\": [" + pairs + "]}");
		assertThat(answer.field("code")).isEqualTo("not-attached");
	}

	private HttpRequest.Builder post(HttpRequest.BodyPublisher body) {
		return HttpRequest.newBuilder(this.caller.service().resolve(Caller.ALB_DETACH)).POST(body);
	}

	private static String port(String port) {
		return "{\"albServerGroups\": [{\"albServerGroupId\": \"sgp-1\", \"port\": " + port + "}]}";
	}

	private static String reason(String reason) {
		return TestGroups.ALB_DETACH.replaceFirst("\\{", "{\"reason\": \"" + reason + "\", ");
	}

	private static String with(String more) {
		return "{\"albServerGroups\": [" + PAIR + "], " + more + "}";
	}

	private static void isInvalid(Answer answer) {
		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.field("code")).isEqualTo("invalid-request");
		assertThat(answer.json().path("retryable").booleanValue()).isFalse();
	}

}
