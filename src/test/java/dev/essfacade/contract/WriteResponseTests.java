package dev.essfacade.contract;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

import dev.essfacade.support.Caller;
import dev.essfacade.support.Caller.Answer;
import dev.essfacade.support.FacadeTest;
import dev.essfacade.support.LogCapture;
import dev.essfacade.support.StartedFacade;
import dev.essfacade.support.TestGroups;
import dev.essfacade.support.TestIssuer;
import dev.esssimulator.EssSimulator;
import dev.esssimulator.Fault;
import dev.esssimulator.http.HttpResponse;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** No header of a request can change the result of a call that ESS has executed. */
@FacadeTest
class WriteResponseTests {

	private static final long SEED = Long.getLong("headers.seed", 20_261_127L);

	private static final int REQUESTS = Integer.getInteger("headers.requests", 600);

	/** Problem codes that the service may return only if it has not called ESS. */
	private static final Set<String> NEVER_AFTER_A_CALL = Set.of("internal", "not-acceptable", "invalid-request");

	private static final String[][] HEADERS = {
			{ "Accept", "application/json", "*/*", "application/json;charset=ISO-8859-1",
					"application/json;charset=UTF-16", "application/json;charset=klingon",
					"application/json; indent=4; q=0.5", "text/html, */*;q=0.1", "application/*;charset=x", "text/html",
					"application/problem+json", "application/json;q=0", "text/event-stream", "garbage", "a/b/c",
					"application/json;charset=\"utf-16le\"", "" },
			{ "Accept-Charset", "utf-16", "iso-8859-1;q=0.2", "*;q=0", "%%%" },
			{ "Accept-Encoding", "gzip", "br, gzip", "identity;q=0", "*;q=0", "x-unknown" },
			{ "Accept-Language", "zh-CN", "de, en;q=0.1", "*", "xx-invalid-!!", "" },
			{ "Content-Type", "application/json", "application/json;charset=utf-8", "application/json;charset=utf-16",
					"application/json;x=\"y\"", "text/plain", "application/*+json" },
			{ "If-None-Match", "*", "\"x\"", "W/\"x\"", "garbage", "\"unterminated" }, { "If-Match", "*", "\"x\"" },
			{ "If-Modified-Since", "Thu, 01 Jan 1970 00:00:00 GMT", "tomorrow" },
			{ "If-Unmodified-Since", "Thu, 01 Jan 1970 00:00:00 GMT", "garbage" }, { "If-Range", "\"x\"", "garbage" },
			{ "Range", "bytes=0-1", "bytes=-1", "lines=1-2", "bytes=9-1" },
			{ "Prefer", "wait=1", "respond-async", "wait=abc", "return=minimal", "," },
			{ "Origin", "https://evil.example", "null", "http://127.0.0.1", "%%" },
			{ "X-Forwarded-Host", "evil.example", "a b", "x:99999" }, { "X-Forwarded-Prefix", "/a", "//x", "a%zz" },
			{ "X-Forwarded-Proto", "https", "javascript" }, { "Forwarded", "host=evil.example;proto=https", "%%" },
			{ "X-Request-Id", "mine", "a b", "x".repeat(100), "\u00fc" },
			{ "Idempotency-Key", "\"key\"", "a,b", "", "x".repeat(65), "k\u00e4y" },
			{ "traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", "garbage" },
			{ "tracestate", "vendor=value", "===" }, { "Cookie", "a=b", "=;;\"", "JSESSIONID=x" },
			{ "Authorization", "Bearer x", "Basic Og==", "" }, { "X-HTTP-Method-Override", "GET", "DELETE" },
			{ "Content-Language", "zh", "??" }, { "Content-Encoding", "identity", "gzip" },
			{ "TE", "trailers", "chunked" }, { "Via", "1.1 proxy" },
			{ "Cache-Control", "only-if-cached", "no-store" } };

	private final EssSimulator ess;

	private final Caller caller;

	WriteResponseTests(EssSimulator ess, Caller caller) {
		this.ess = ess;
		this.caller = caller;
	}

	@BeforeEach
	void aGroup() {
		this.ess.add(TestGroups.group());
	}

	@Test
	void noHeaderChangesTheResultOfAnExecutedCall() {
		Random random = new Random(SEED);
		int calls = 0;
		for (int i = 0; i < REQUESTS; i++) {
			this.ess.reset();
			this.ess.add(TestGroups.group());
			if (random.nextInt(10) == 0) {
				this.ess.failNext("DetachLoadBalancers", Fault.resetAfterCommit());
			}
			List<String> headers = headers(random);
			boolean write = random.nextInt(4) > 0;
			Answer answer = write ? detach(headers) : this.caller.get(Caller.ACTIVITY, headers.toArray(String[]::new));
			if (!this.ess.received().isEmpty()) {
				calls++;
				assertThat(NEVER_AFTER_A_CALL).as("%s", headers).doesNotContain(String.valueOf(code(answer)));
			}
			if (!this.ess.ledger().isEmpty()) {
				assertThat(answer.status() / 100 == 2 || "outcome-unknown".equals(code(answer))).as("%s", headers)
					.isTrue();
			}
		}
		assertThat(calls).isGreaterThan(REQUESTS / 10);
	}

	@Test // R1
	void noHostChangesTheResultOfAnExecutedWrite() {
		try (TestIssuer issuer = new TestIssuer();
				StartedFacade facade = StartedFacade
					.with(Stream.concat(Stream.of(issuer.settings()), Stream.of("facade.trusted-proxies=127.0.0.0/8"))
						.toArray(String[]::new))) {
			String authorization = "Authorization: Bearer " + issuer.token("somebody", "ess.detach");
			for (String host : List.of("Host: facade.123456", "Host: a.1:80", "Host: 10.0.0.256", "Host: 1.2.3.4.5",
					"Host: ", "Host: a\r\nX-Forwarded-Host: a_b", "Host: a\r\nX-Forwarded-Host: -",
					"Host: \r\nX-Forwarded-Proto: https")) {
				this.ess.reset();
				this.ess.add(TestGroups.group());
				assertThat(facade.caller()
					.raw("POST %s HTTP/1.1\r\n%s\r\n%s\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
						.formatted(Caller.CLB_DETACH, host, authorization, TestGroups.CLB_DETACH.length(),
								TestGroups.CLB_DETACH)))
					.as(host)
					.startsWith("HTTP/1.1 200 ")
					.contains("\"undo\":{\"method\":\"POST\",\"href\":\"/api/v1/");
				assertThat(this.ess.ledger()).as(host).hasSize(1);
			}
		}
	}

	@Test // S10
	void aDetachWithLengthAndChunksIsExecutedOnceAndClosesItsConnection() {
		String body = TestGroups.CLB_DETACH;
		String request = "POST " + Caller.CLB_DETACH + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json"
				+ "\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n" + Integer.toHexString(body.length())
				+ "\r\n" + body + "\r\n0\r\n\r\n";
		String answer = this.caller.raw(request + request);
		assertThat(answer).startsWith("HTTP/1.1 200 ");
		assertThat(answer.split("HTTP/1.1 ", -1)).as("one response").hasSize(2);
		assertThat(this.ess.ledger()).hasSize(1);
	}

	private static List<String> headers(Random random) {
		List<String> headers = new ArrayList<>();
		for (int count = random.nextInt(5); count > 0; count--) {
			String[] header = HEADERS[random.nextInt(HEADERS.length)];
			String value = header[1 + random.nextInt(header.length - 1)];
			if (value.chars().allMatch((c) -> c >= ' ' && c <= '~')) {
				headers.add(header[0]);
				headers.add(value);
			}
		}
		return headers;
	}

	private Answer detach(List<String> headers) {
		List<String> all = new ArrayList<>(headers);
		if (!headers.contains("Content-Type")) {
			all.addAll(List.of("Content-Type", "application/json"));
		}
		return this.caller.send(HttpRequest.newBuilder(this.caller.service().resolve(Caller.CLB_DETACH))
			.POST(BodyPublishers.ofString(TestGroups.CLB_DETACH)), all.toArray(String[]::new));
	}

	private static @Nullable String code(Answer answer) {
		return (answer.status() >= 400) ? answer.field("code") : null;
	}

	@ParameterizedTest
	@ValueSource(strings = { "application/json;charset=ISO-8859-1", "application/json;charset=UTF-16",
			"application/json;charset=klingon", "application/json;indent=4", "*/*;charset=x" })
	void ignoresTheParametersOfTheAcceptHeader(String accept) {
		Answer detach = this.caller.post(Caller.CLB_DETACH, TestGroups.CLB_DETACH, "Accept", accept);
		assertThat(detach.status()).isEqualTo(200);
		assertThat(detach.header("Content-Type")).isEqualTo("application/json");
		for (String path : List.of("/api/v1/regions", "/v3/api-docs")) {
			Answer answer = this.caller.get(path, "Accept", accept);
			assertThat(answer.status()).as(path).isEqualTo(200);
			assertThat(answer.mustHave("Content-Type")).as(path)
				.startsWith("application/")
				.doesNotContain("8859", "16", "x");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "javascript:alert(1)", "http://api.aliyun.com/x", "https://a b", "data:text/html,x" })
	void passesOnOnlyHttpsLinksOfEss(String link) {
		this.ess.failNext(Fault.answer(HttpResponse.of(400, "application/json", """
				{"RequestId": "473469C7", "Code": "InvalidParameter", "Message": "m", "Recommend": "%s"}"""
			.formatted(link))));
		Answer answer = this.caller.get(Caller.ACTIVITY);
		assertThat(answer.field("code")).isEqualTo("upstream-rejected");
		assertThat(answer.json().at("/upstream/recommend").isMissingNode()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "../../x", "asa 1", "asa/1", "-asa", "ünïcode", "LONG" })
	void omitsAnActivityIdThatViolatesThePattern(String id) {
		String odd = id.equals("LONG") ? "a".repeat(5_000) : id;
		this.ess.failNext("DetachAlbServerGroups", Fault.answer(HttpResponse.of(200, "application/json", """
				{"RequestId": "473469C7", "ScalingActivityId": "%s"}""".formatted(odd))));
		LogCapture.takeRecent();
		Answer answer = this.caller.post(Caller.ALB_DETACH, TestGroups.FORCED_ALB_DETACH);
		assertThat(LogCapture.takeRecent()).anyMatch((line) -> line.contains("with an id that breaks the id pattern"));
		assertThat(answer.status()).isEqualTo(202);
		assertThat(answer.field("state")).isEqualTo("IN_PROGRESS");
		assertThat(answer.field("scalingActivityId")).isNull();
		assertThat(answer.header("Location")).isNull();
		assertThat(answer.header("Retry-After")).isEqualTo("3");
	}

}
