package dev.essfacade.security;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Stream;

import dev.essfacade.audit.AuditRecords;
import dev.essfacade.support.Caller;
import dev.essfacade.support.FacadeTest;
import dev.essfacade.support.SimulatedEss;
import dev.essfacade.support.StartedFacade;
import dev.essfacade.support.TestGroups;
import dev.esssimulator.EssSimulator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The peers whose forwarded headers the service trusts. {@code GatewayTests} tests
 * forwarded headers with a real nginx.
 */
@FacadeTest
class ForwardedHeaderTests {

	private static final String[] ONE_PROXY = { "X-Forwarded-Host", "api.example", "X-Forwarded-Proto", "https",
			"X-Forwarded-Port", "443", "X-Forwarded-Prefix", "/ess" };

	private static final String[] TWO_PROXIES = { "X-Forwarded-Host", "api.example, inner.example", "X-Forwarded-Proto",
			"https, http", "X-Forwarded-Prefix", "/cloud, /ess" };

	private static StartedFacade trusting;

	private static Path audit;

	private final EssSimulator ess;

	private final Caller distrusting;

	ForwardedHeaderTests(EssSimulator ess, Caller distrusting) {
		this.ess = ess;
		this.distrusting = distrusting;
	}

	@BeforeAll
	static void startAServiceThatTrustsThisMachine(@TempDir Path directory) {
		audit = directory.resolve("audit.jsonl");
		trusting = StartedFacade.with("facade.trusted-proxies=10.1.0.0/16,2001:db8:1::/48,127.0.0.0/8",
				"facade.audit.file=" + audit, "facade.allowed-hosts=api.example,127.0.0.1,[2001:db8::1]");
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

	@Test // R6
	void prefixesOnTwoLinesAddUp() {
		saysWhere(trusting.caller(), "https://api.example", "/cloud/ess", "X-Forwarded-Host", "api.example",
				"X-Forwarded-Proto", "https", "X-Forwarded-Prefix", "/cloud", "X-Forwarded-Prefix", "/ess");
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

	/** A long prefix would make the response's Location longer than Tomcat can send. */
	@ParameterizedTest // R1
	@ValueSource(strings = { "/a", "/a,", "/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" })
	void aLongPrefixIsRejectedBeforeEssIsCalled(String part) {
		Caller.Answer answer = trusting.caller()
			.post(Caller.ALB_DETACH, TestGroups.FORCED_ALB_DETACH, "X-Forwarded-Prefix",
					part.repeat(7_800 / part.length()));
		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.json().at("/errors/0/parameter").stringValue()).isEqualTo("X-Forwarded-Prefix");
		assertThat(this.ess.received()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			X-Forwarded-Port   | abc
			X-Forwarded-Port   | 0
			X-Forwarded-Port   | 65536
			X-Forwarded-Port   | -1
			X-Forwarded-Port   | ,
			X-Forwarded-Host   | ,
			X-Forwarded-Proto  | https,
			X-Forwarded-Host   | [::1
			X-Forwarded-Host   | a b
			X-Forwarded-Host   | user@evil.example
			X-Forwarded-Host   | api.example:99999
			X-Forwarded-Host   | api.example, evil.example/path
			X-Forwarded-Proto  | javascript
			X-Forwarded-Prefix | http://evil/%zz
			X-Forwarded-Prefix | //evil.example
			X-Forwarded-Prefix | ess
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
			""")
	void whatProxiesReallySayIsUnderstood(String header, String value) {
		assertThat(trusting.caller().get("/api/v1/regions", header, value).status()).isEqualTo(200);
	}

	/**
	 * The service behind zero, one and two proxies. Each proxy appends the address of its
	 * client, so that forged addresses of the caller are on the left.
	 */
	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			                                           | 127.0.0.1
			203.0.113.7                                | 203.0.113.7
			198.51.100.1, 203.0.113.7                  | 203.0.113.7
			evil, 203.0.113.7                          | 203.0.113.7
			10.1.0.9, 203.0.113.7                      | 203.0.113.7
			203.0.113.7, 10.1.2.3                      | 203.0.113.7
			198.51.100.1, 203.0.113.7, 10.1.2.3        | 203.0.113.7
			198.51.100.1, 203.0.113.7, 2001:db8:1::2   | 203.0.113.7
			10.1.9.9, 10.1.2.3                         | 10.1.9.9
			203.0.113.7:4711                           | 203.0.113.7
			2001:db8::7                                | 2001:db8:0:0:0:0:0:7
			[2001:db8::7]                              | 2001:db8:0:0:0:0:0:7
			[2001:db8::7]:4711, [2001:db8:1::2]:443    | 2001:db8:0:0:0:0:0:7
			::ffff:203.0.113.7                         | 203.0.113.7
			""")
	void theCallerIsWhomTheOutermostTrustedProxyWasCalledBy(@Nullable String chain, String caller) {
		assertThat(sourceBehind(chain)).isEqualTo(caller);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			unknown                        | 127.0.0.1
			evil                           | 127.0.0.1
			localhost                      | 127.0.0.1
			_hidden                        | 127.0.0.1
			203.0.113.7, unknown           | 127.0.0.1
			203.0.113.7, evil, 10.1.2.3    | 10.1.2.3
			203.0.113.7,                   | 127.0.0.1
			203.0.113.7:abc                | 127.0.0.1
			203.0.113                      | 127.0.0.1
			203.0.113.256                  | 127.0.0.1
			3405803783                     | 127.0.0.1
			[::1                           | 127.0.0.1
			2001:db8::7::1                 | 127.0.0.1
			fe80::1%lo                     | 127.0.0.1
			"203.0.113.7"                  | 127.0.0.1
			""")
	void aWordIsNoAddress(String chain, String caller) {
		assertThat(sourceBehind(chain)).isEqualTo(caller);
	}

	@Test
	void severalHeadersAreOneChain() {
		assertThat(source(trusting, audit, "X-Forwarded-For", "198.51.100.1", "X-Forwarded-For", "203.0.113.7",
				"X-Forwarded-For", "10.1.2.3", "X-Forwarded-Host", "api.example", "Forwarded", "for=198.51.100.2"))
			.isEqualTo("203.0.113.7");
	}

	@Test
	void aStrangerCannotSayWhereHeIs(@TempDir Path directory) {
		Path records = directory.resolve("audit.jsonl");
		try (StartedFacade service = StartedFacade.with("facade.trusted-proxies=10.1.0.0/16",
				"facade.audit.file=" + records)) {
			assertThat(source(service, records, "X-Forwarded-For", "203.0.113.7", "Forwarded", "for=203.0.113.7"))
				.isEqualTo("127.0.0.1");
		}
	}

	@Test
	void noOriginButTheServicesOwnIsLetIn() {
		String[] origin = { "Origin", "https://elsewhere.example", "Access-Control-Request-Method", "POST" };
		assertThat(this.distrusting.get("/api/v1/regions", origin).header("Access-Control-Allow-Origin")).isNull();
		assertThat(this.distrusting.get("/v3/api-docs", origin).header("Access-Control-Allow-Origin")).isNull();
	}

	private static String sourceBehind(@Nullable String chain) {
		return (chain != null) ? source(trusting, audit, "X-Forwarded-For", chain) : source(trusting, audit);
	}

	/**
	 * Returns the source address in the intent. The intent is on disk before the service
	 * responds.
	 */
	private static String source(StartedFacade service, Path records, String... headers) {
		String key = UUID.randomUUID().toString();
		service.caller()
			.post(Caller.ALB_DETACH, TestGroups.ALB_DETACH,
					Stream.concat(Stream.of("Idempotency-Key", key), Arrays.stream(headers)).toArray(String[]::new));
		return AuditRecords.in(records)
			.stream()
			.filter((record) -> key.equals(AuditRecords.text(record, "essfacade.client_token")))
			.map((record) -> AuditRecords.text(record, "source.ip"))
			.findFirst()
			.orElseThrow();
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
