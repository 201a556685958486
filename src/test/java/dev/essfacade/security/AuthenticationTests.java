package dev.essfacade.security;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.essfacade.audit.AuditRecords;
import dev.essfacade.support.Caller;
import dev.essfacade.support.Caller.Answer;
import dev.essfacade.support.InvalidTokens;
import dev.essfacade.support.LogCapture;
import dev.essfacade.support.SimulatedEss;
import dev.essfacade.support.StartedFacade;
import dev.essfacade.support.TestGroups;
import dev.essfacade.support.TestIssuer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Authentication over HTTP: accepted and rejected tokens, their responses, and their log
 * lines in JSON.
 */
@ExtendWith(OutputCaptureExtension.class)
class AuthenticationTests {

	private static final String REGIONS = "/api/v1/regions";

	private static final JsonMapper JSON = new JsonMapper();

	private static final TestIssuer issuer = new TestIssuer();

	private static StartedFacade facade;

	@BeforeAll
	static void start() {
		facade = StartedFacade.with(Stream.concat(Stream.of(issuer.settings()), Stream
			.of("facade.cors.allowed-origins=https://console.example.com", "logging.structured.format.console=ecs"))
			.toArray(String[]::new));
	}

	@AfterAll
	static void stop() {
		facade.close();
		issuer.close();
	}

	@BeforeEach
	void oneGroup() {
		SimulatedEss.simulator().reset();
		SimulatedEss.simulator().add(TestGroups.group());
	}

	@ParameterizedTest
	@ValueSource(strings = { "at+jwt", "application/at+jwt", "JWT", "jwt", "none" })
	void acceptsTheTypesOfAccessTokens(String type) {
		JWSHeader header = issuer.header().type(type.equals("none") ? null : new JOSEObjectType(type)).build();
		assertThat(get(TestIssuer.sign(header, claims(), issuer.key())).status()).isEqualTo(200);
	}

	@Test
	void acceptsAnEcKeyAndATokenWithoutAKeyId() throws JOSEException {
		JWSHeader curve = new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("elliptic").build();
		assertThat(get(TestIssuer.sign(curve, claims(), new ECDSASigner(issuer.ellipticKey()))).status())
			.isEqualTo(200);
		assertThat(get(TestIssuer.sign(issuer.header().keyID(null).build(), claims(), issuer.key())).status())
			.isEqualTo(200);
		assertThat(get(TestIssuer.sign(new JWSHeader.Builder(JWSAlgorithm.PS512).build(), claims(), issuer.key()))
			.status()).isEqualTo(200);
	}

	@Test
	void acceptsTheSchemeInLowerCase() {
		assertThat(facade.caller().get(REGIONS, "Authorization", "bearer " + issuer.token("a", "ess.read")).status())
			.isEqualTo(200);
	}

	@Test
	void acceptsAClockSkewOfHalfAMinute() {
		Instant now = Instant.now();
		assertThat(get((claims) -> expiring(claims, now.minusSeconds(15))).status()).isEqualTo(200);
		assertThat(get((claims) -> claims.notBeforeTime(Date.from(now.plusSeconds(15)))).status()).isEqualTo(200);
		assertThat(get((claims) -> expiring(claims, now.minusSeconds(61))).status()).isEqualTo(401);
	}

	@Test
	void acceptsScopesAsTextOrListInEitherClaim() {
		assertThat(get((claims) -> claims.claim("scope", List.of("openid", "ess.read"))).status()).isEqualTo(200);
		assertThat(get((claims) -> claims.claim("scope", null).claim("scp", "openid ess.read")).status())
			.isEqualTo(200);
		assertThat(get((claims) -> claims.claim("scope", null).claim("scp", List.of("ess.read"))).status())
			.isEqualTo(200);
		assertThat(get((claims) -> claims.claim("scope", "ess.readonly ess ESS.READ ess.read.x")).status())
			.isEqualTo(403);
		assertThat(get((claims) -> claims.audience(List.of("others", TestIssuer.AUDIENCE))).status()).isEqualTo(200);
	}

	@Test
	void answersAndAuditsARequestWithoutAToken() {
		LogCapture.takeRecent();
		Answer answer = facade.caller().get(REGIONS);
		assertThat(answer.status()).isEqualTo(401);
		assertThat(answer.field("code")).isEqualTo("unauthenticated");
		assertThat(answer.mustHave("WWW-Authenticate")).isEqualTo("Bearer");
		assertThat(answer.field("correlationId")).isEqualTo(answer.mustHave("X-Request-Id"));
		assertThat(LogCapture.takeRecent()).anyMatch((line) -> line.startsWith("audit ")
				&& line.contains("code=unauthenticated") && line.contains(answer.mustHave("X-Request-Id")));
	}

	@Test
	void rejectsAnInvalidTokenWithoutQuotingIt() {
		Answer expired = get((claims) -> expiring(claims.subject("canary"), Instant.EPOCH.plusSeconds(300)));
		assertThat(expired.field("detail"))
			.isEqualTo("The token has expired. Obtain a new token and repeat the request.");
		assertThat(expired.mustHave("WWW-Authenticate"))
			.isEqualTo("Bearer error=\"invalid_token\", error_description=\"The token has expired.\"");
		assertThat(get((claims) -> claims.audience("canary")).field("detail"))
			.startsWith("The token is meant for another audience. ");
		assertThat(get("canary").field("detail")).doesNotContain("canary");
	}

	@Test
	void namesTheScopesThatAForcedDetachNeeds() {
		String token = "Bearer " + issuer.token("somebody", "ess.read", "ess.detach");
		Answer answer = facade.caller()
			.post(Caller.ALB_DETACH, TestGroups.FORCED_ALB_DETACH, "Authorization", token, "Idempotency-Key", "key-1");
		assertThat(answer.status()).isEqualTo(403);
		assertThat(answer.field("detail")).isEqualTo(
				"The token lacks the scope ess.detach.force. Nothing was executed. Obtain a token with this scope.");
		assertThat(answer.field("clientToken")).isEqualTo("key-1");
		assertThat(answer.mustHave("WWW-Authenticate"))
			.isEqualTo("Bearer error=\"insufficient_scope\", scope=\"ess.detach ess.detach.force\"");
		assertThat(SimulatedEss.simulator().received()).isEmpty();
		assertThat(facade.caller().post(Caller.ALB_DETACH, TestGroups.ALB_DETACH, "Authorization", token).status())
			.isEqualTo(200);
	}

	@Test
	void sendsNoChallengeIfNoRuleAllowsTheCall() {
		Answer answer = facade.caller()
			.post(Caller.ALB_DETACH, TestGroups.ALB_DETACH, "Authorization",
					"Bearer " + issuer.token("nobody", "ess.read", "ess.detach"));
		assertThat(answer.status()).isEqualTo(403);
		assertThat(answer.header("WWW-Authenticate")).isNull();
	}

	@Test
	void answersOptionsForTheReadScopeOnly() {
		for (String scope : List.of("ess.read", "ess.detach")) {
			HttpRequest.Builder options = HttpRequest.newBuilder(facade.caller().service().resolve(Caller.ALB_DETACH))
				.method("OPTIONS", BodyPublishers.noBody());
			Answer answer = facade.caller().send(options, "Authorization", "Bearer " + issuer.token("somebody", scope));
			assertThat(answer.status()).isEqualTo(scope.equals("ess.read") ? 200 : 403);
			if (answer.status() == 200) {
				assertThat(answer.mustHave("Allow")).contains("POST");
			}
		}
	}

	@Test
	void namesTheScopesThatAWriteNeeds() {
		Answer answer = facade.caller()
			.post(Caller.ALB_DETACH, TestGroups.ALB_DETACH, "Authorization",
					"Bearer " + issuer.token("viewer", "ess.read"));
		assertThat(answer.status()).isEqualTo(403);
		assertThat(answer.field("code")).isEqualTo("forbidden");
		assertThat(answer.field("detail")).contains("ess.detach");
		assertThat(answer.mustHave("WWW-Authenticate")).isEqualTo(
				"Bearer error=\"insufficient_scope\", scope=\"ess.detach ess.detach.force ess.attach ess.attach.force\"");
		assertThat(SimulatedEss.simulator().received()).isEmpty();
	}

	@Test
	void ignoresATokenInTheQueryOrTheBody() {
		String token = issuer.token("somebody", "ess.read", "ess.detach");
		assertThat(facade.caller().get(REGIONS + "?access_token=" + token).status()).isEqualTo(401);
		assertThat(facade.caller()
			.send(HttpRequest.newBuilder(facade.caller().service().resolve(Caller.ALB_DETACH))
				.POST(BodyPublishers.ofString("access_token=" + token)), "Content-Type",
					"application/x-www-form-urlencoded", "X-Access-Token", token)
			.status()).isEqualTo(401);
	}

	@Test
	void rejectsATokenOfTenKilobytes() {
		String token = issuer.token(Instant.now(), (claims) -> claims.claim("filler", "x".repeat(10_000)));
		assertThat(facade.caller()
			.raw("GET " + REGIONS + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\nAuthorization: Bearer " + token
					+ "\r\n\r\n"))
			.startsWith("HTTP/1.1 400")
			.contains("\"code\":\"invalid-request\"");
	}

	@Test
	void logsTheCallerAndNoToken() {
		LogCapture.listen();
		LogCapture.takeRecent();
		String token = issuer.token("${jndi:ldap://127.0.0.1/x}", "ess.read", "ess.detach");
		facade.caller().post(Caller.ALB_DETACH, TestGroups.ALB_DETACH, "Authorization", "Bearer " + token);
		List<String> logged = LogCapture.takeRecent();
		assertThat(logged).isNotEmpty().noneMatch((line) -> line.contains(token.substring(0, 200)));
		assertThat(logged)
			.anyMatch((line) -> line.contains("user.id=${jndi:ldap") && line.contains("DetachAlbServerGroups"));
	}

	@Test
	void auditsAWriteWithTheIdOfItsCaller(CapturedOutput output) {
		detach("somebody", "\"why\"", "Idempotency-Key", "known", "X-Request-Id", "known-request", "traceparent",
				"00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
		List<JsonNode> records = records(output, "known");
		assertThat(records).extracting((record) -> AuditRecords.text(record, "essfacade.record"))
			.containsExactly("intent", "outcome");
		assertThat(records).allSatisfy((record) -> {
			assertThat(AuditRecords.text(record, "user.id")).isEqualTo("somebody");
			assertThat(AuditRecords.text(record, "source.ip")).isEqualTo("127.0.0.1");
			assertThat(AuditRecords.text(record, "http.request.id")).isEqualTo("known-request");
			assertThat(AuditRecords.text(record, "trace.id")).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
			assertThat(AuditRecords.text(record, "event.action")).isEqualTo("DetachAlbServerGroups");
			assertThat(AuditRecords.text(record, "ecs.version")).isEqualTo("8.11");
		});
		assertThat(AuditRecords.text(records.getFirst(), "event.reason")).isEqualTo("why");
		assertThat(AuditRecords.text(records.getLast(), "event.outcome")).isEqualTo("success");
	}

	@Test
	void auditsADeniedWriteWithTheIdOfItsCaller(CapturedOutput output) {
		detach("nobody", "\"why\"", "Idempotency-Key", "refused");
		assertThat(records(output, "refused")).singleElement().satisfies((record) -> {
			assertThat(AuditRecords.text(record, "user.id")).isEqualTo("nobody");
			assertThat(AuditRecords.text(record, "essfacade.code")).isEqualTo("forbidden");
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "\\r\\n{\\\"event\\\":{}}", "\\u001b[2J", "\\u2028\\u2029\\u0085", "\\u202e",
			"${jndi:ldap://127.0.0.1/a}", "%m%n", "{}" })
	void logsHostileInputWithoutBreakingALine(String reason, CapturedOutput output) {
		Answer answer = detach("somebody", '"' + reason + '"', "Idempotency-Key", "${jndi:ldap://e}\\\"{}%n",
				"X-Request-Id", "${jndi:ldap://127.0.0.1/a}", "User-Agent", "${jndi:ldap://127.0.0.1/a}\u0085");
		assertThat(answer.status()).as(answer.http().body()).isIn(200, 400);
		if (answer.status() == 200) {
			assertThat(records(output, "${jndi:ldap://e}\\\"{}%n")).hasSize(2);
		}
		assertThat(lines(output)).isNotEmpty();
	}

	/** Tests headers with folded lines, and with a CR or LF alone. */
	@ParameterizedTest
	@ValueSource(strings = { "X-Request-Id: a\r\n b", "X-Request-Id: a\rb", "X-Request-Id: a\nb: c",
			"User-Agent: a\r\n\t{\"b\":1}", "User-Agent: a\r{}", "User-Agent: a\n{\"b\": 1}",
			"Idempotency-Key: a\r\n b", "Idempotency-Key: a\rb", "Idempotency-Key: a\nb: c" })
	void aLineEndInAHeaderDoesNotSplitALogLine(String header, CapturedOutput output) {
		String body = TestGroups.ALB_DETACH;
		String answer = facade.caller()
			.raw("POST " + Caller.ALB_DETACH + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n"
					+ "Content-Type: application/json\r\nContent-Length: " + body.length() + "\r\n"
					+ "Authorization: Bearer " + issuer.token("somebody", "ess.detach") + "\r\n" + header + "\r\n\r\n"
					+ body);
		assertThat(answer).matches("(?s)HTTP/1\\.1 (200|400) .*");
		List<JsonNode> records = lines(output).stream()
			.filter((line) -> !AuditRecords.text(line, "essfacade.record").isEmpty())
			.toList();
		assertThat(records).hasSize(answer.startsWith("HTTP/1.1 200") ? 2 : 0);
	}

	@Test
	void logsInvalidTokensWithoutBreakingALine(CapturedOutput output) throws JOSEException {
		InvalidTokens.of(issuer)
			.values()
			.forEach((headers) -> facade.caller().get(Caller.ACTIVITY, headers.toArray(String[]::new)));
		for (String hostile : List.of("a\r\n b", "a\rb", "a\nb", "\u001b[31m", "\u2028", "${jndi:ldap://127.0.0.1/a}",
				"x".repeat(6000))) {
			String answer = facade.caller()
				.raw("GET " + REGIONS + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\nX-Request-Id: " + hostile
						+ "\r\nAuthorization: Bearer " + hostile + "\r\nUser-Agent: " + hostile + "\r\n\r\n");
			assertThat(answer).startsWith("HTTP/1.1 4").doesNotContain("jndi", "\u001b", "\u2028", "xxxx");
		}
		assertThat(lines(output)).isNotEmpty();
	}

	@Test
	void forbidsBrowsersToCacheAndToFrame() {
		Answer answer = get(issuer.token("somebody", "ess.read"));
		assertThat(answer.mustHave("X-Content-Type-Options")).isEqualTo("nosniff");
		assertThat(answer.mustHave("X-Frame-Options")).isEqualTo("DENY");
		assertThat(answer.mustHave("Cache-Control")).isEqualTo("no-store");
		assertThat(answer.mustHave("Content-Security-Policy")).contains("default-src 'self'", "frame-ancestors 'none'");
		assertThat(answer.header("Strict-Transport-Security")).isNull();
		assertThat(answer.header("Set-Cookie")).isNull();
		assertThat(answer.header("Server")).isNull();
	}

	@Test
	void acceptsTheConfiguredOriginOnly() {
		String[] configured = { "Origin", "https://console.example.com" };
		String[] foreign = { "Origin", "https://elsewhere.example.com" };
		assertThat(facade.caller().get(REGIONS, configured).mustHave("Access-Control-Allow-Origin"))
			.isEqualTo(configured[1]);
		assertThat(facade.caller().get(REGIONS, configured).header("Access-Control-Allow-Credentials")).isNull();
		LogCapture.takeRecent();
		Answer refused = facade.caller().get(REGIONS, foreign);
		assertThat(refused.header("Access-Control-Allow-Origin")).isNull();
		assertThat(refused.field("code")).isEqualTo("forbidden");
		assertThat(LogCapture.takeRecent()).anyMatch((line) -> line.startsWith("audit ")
				&& line.contains("code=forbidden") && line.contains(refused.mustHave("X-Request-Id")));
	}

	@Test
	void aPreflightThatRepeatsAHeaderNameGetsItOnce() {
		Answer preflight = facade.caller()
			.send(HttpRequest.newBuilder(facade.caller().service().resolve(REGIONS))
				.method("OPTIONS", BodyPublishers.noBody()), "Origin", "https://console.example.com",
					"Access-Control-Request-Method", "GET", "Access-Control-Request-Headers",
					"Prefer," + "authorization,Authorization,".repeat(250) + "etag");
		assertThat(preflight.status()).isEqualTo(200);
		assertThat(preflight.mustHave("Access-Control-Allow-Headers")).isEqualTo("prefer, authorization");
	}

	private static void expiring(JWTClaimsSet.Builder claims, Instant when) {
		claims.issueTime(Date.from(when.minusSeconds(300))).expirationTime(Date.from(when));
	}

	private static Answer get(Consumer<JWTClaimsSet.Builder> change) {
		return get(issuer.token(Instant.now(), change));
	}

	private static Answer get(String token) {
		return facade.caller().get(REGIONS, "Authorization", "Bearer " + token);
	}

	private static Answer detach(String subject, String reason, String... headers) {
		String body = TestGroups.ALB_DETACH.replace("}]}", "}], \"reason\": " + reason + "}");
		return facade.caller()
			.post(Caller.ALB_DETACH, body,
					Stream
						.concat(Stream.of("Authorization", "Bearer " + issuer.token(subject, "ess.detach")),
								Stream.of(headers))
						.toArray(String[]::new));
	}

	private static List<JsonNode> records(CapturedOutput output, String clientToken) {
		return lines(output).stream()
			.filter((line) -> AuditRecords.text(line, "essfacade.client_token").equals(clientToken))
			.toList();
	}

	private static JWTClaimsSet claims() {
		return issuer.claims(Instant.now(), (_) -> {
		});
	}

	/** Fails for a line that is not a JSON object, and for a line that was lost. */
	private static List<JsonNode> lines(CapturedOutput output) {
		List<JsonNode> lines = output.getOut().lines().map(JSON::readTree).toList();
		assertThat(lines).allMatch(JsonNode::isObject);
		assertThat(LogCapture.takeLost()).isEmpty();
		return lines;
	}

}
