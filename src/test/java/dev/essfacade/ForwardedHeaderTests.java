package dev.essfacade;

import dev.esssimulator.EssSimulator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whose word on the caller's URL is believed. {@code GatewayTests} does the same with a
 * real nginx.
 */
@FacadeTest
class ForwardedHeaderTests {

	private static final String[] ONE_PROXY = { "X-Forwarded-Host", "api.example", "X-Forwarded-Proto", "https",
			"X-Forwarded-Port", "443", "X-Forwarded-Prefix", "/ess" };

	private static final String[] TWO_PROXIES = { "X-Forwarded-Host", "api.example, inner.example", "X-Forwarded-Proto",
			"https, http", "X-Forwarded-Prefix", "/cloud, /ess" };

	private static StartedFacade trusting;

	private final Caller distrusting;

	ForwardedHeaderTests(EssSimulator ess, Caller distrusting) {
		this.distrusting = distrusting;
	}

	@BeforeAll
	static void startAServiceThatTrustsThisMachine() {
		trusting = StartedFacade.with("facade.trusted-proxies=10.1.0.0/16,127.0.0.0/8");
	}

	@AfterAll
	static void stopIt() {
		trusting.close();
	}

	@Test
	void behindOneProxyEveryUrlIsTheCallersOwn() {
		saysWhere(trusting.caller(), "https://api.example", "/ess", ONE_PROXY);
	}

	@Test
	void behindTwoProxiesThePrefixesAddUp() {
		saysWhere(trusting.caller(), "https://api.example", "/cloud/ess", TWO_PROXIES);
	}

	@Test
	void withoutAProxyNothingIsAdded() {
		saysWhere(trusting.caller(), trusting.caller().service().toString(), "");
	}

	@Test
	void aStrangersForwardedHeadersChangeNothing() {
		saysWhere(this.distrusting, this.distrusting.service().toString(), "", ONE_PROXY);
	}

	@Test
	void theStandardForwardedHeaderIsBelievedFromNobody() {
		String[] forwarded = { "Forwarded", "for=1.2.3.4;host=evil.example;proto=https" };
		saysWhere(this.distrusting, this.distrusting.service().toString(), "", forwarded);
		saysWhere(trusting.caller(), trusting.caller().service().toString(), "", forwarded);
	}

	@Test
	void aRefusalByTheServletContainerKnowsThePrefix() {
		assertThat(trusting.caller().get("/error", ONE_PROXY).field("instance")).isEqualTo("/ess/error");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			X-Forwarded-Port   | abc
			X-Forwarded-Port   | 0
			X-Forwarded-Port   | 65536
			X-Forwarded-Port   | -1
			X-Forwarded-Host   | [::1
			X-Forwarded-Host   | a b
			X-Forwarded-Host   | user@evil.example
			X-Forwarded-Host   | api.example:99999
			X-Forwarded-Host   | api.example, evil.example/path
			X-Forwarded-Proto  | javascript
			X-Forwarded-Prefix | http://evil/%zz
			X-Forwarded-Prefix | //evil.example
			X-Forwarded-Prefix | ess
			X-Forwarded-For    | 1.2.3.4:abc
			X-Forwarded-For    | [::1
			""")
	void whatAProxySaysMustMakeSense(String header, String value) {
		Caller.Answer answer = trusting.caller().get("/api/v1/regions", header, value);
		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.field("code")).isEqualTo("invalid-request");
		assertThat(answer.json().at("/errors/0/parameter").stringValue()).isEqualTo(header);
		assertThat(answer.field("correlationId")).isEqualTo(answer.mustHave("X-Request-Id"));
		assertThat(this.distrusting.get("/api/v1/regions", header, value).status()).isEqualTo(200);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			X-Forwarded-Host   | api.example:8443
			X-Forwarded-Host   | [2001:db8::1]:443
			X-Forwarded-Proto  | HTTPS
			X-Forwarded-Prefix | /
			X-Forwarded-Prefix | /cloud/ess/
			X-Forwarded-For    | 2001:db8::1, 10.0.0.1
			X-Forwarded-For    | unknown, [2001:db8::1]:80
			""")
	void whatProxiesReallySayIsUnderstood(String header, String value) {
		assertThat(trusting.caller().get("/api/v1/regions", header, value).status()).isEqualTo(200);
	}

	@Test
	void noOriginButTheServicesOwnIsLetIn() {
		String[] origin = { "Origin", "https://elsewhere.example", "Access-Control-Request-Method", "POST" };
		assertThat(this.distrusting.get("/api/v1/regions", origin).header("Access-Control-Allow-Origin")).isNull();
		assertThat(this.distrusting.get("/v3/api-docs", origin).header("Access-Control-Allow-Origin")).isNull();
	}

	private static void saysWhere(Caller caller, String server, String prefix, String... headers) {
		SimulatedEss.simulator().reset();
		SimulatedEss.simulator().add(TestGroups.group());
		Caller.Answer detach = caller.post(Caller.ALB_DETACH, TestGroups.FORCED_ALB_DETACH, headers);
		assertThat(detach.mustHave("Location")).startsWith(prefix + Caller.REGION + "/scaling-activities/");
		assertThat(caller.get("/api/nowhere", headers).field("instance")).isEqualTo(prefix + "/api/nowhere");
		assertThat(caller.get("/v3/api-docs", headers).json().at("/servers/0/url").stringValue()).isIn(server + prefix,
				prefix.isEmpty() ? "/" : prefix);
		assertThat(caller.get("/swagger-ui.html", headers).mustHave("Location"))
			.isIn(server + prefix + "/swagger-ui/index.html", prefix + "/swagger-ui/index.html");
	}

}
