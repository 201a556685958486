package dev.essfacade.contract;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;

import dev.essfacade.support.Caller;
import dev.essfacade.support.Caller.Answer;
import dev.essfacade.support.FacadeTest;
import dev.essfacade.support.TestGroups;
import dev.esssimulator.EssSimulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Tomcat and the servlet filters report errors of the caller as 4xx problems, too. */
@FacadeTest
class HttpConnectorTests {

	private final EssSimulator ess;

	private final Caller caller;

	HttpConnectorTests(EssSimulator ess, Caller caller) {
		this.ess = ess;
		this.caller = caller;
	}

	@AfterEach
	void nothingWasSentUpstream() {
		assertThat(this.ess.received()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET /api/v1/regions HTTP/1.1\r\nTransfer-Encoding: foo",
			"POST " + Caller.CLB_DETACH + " HTTP/1.1\r\nContent-Type: application/json\r\nTransfer-Encoding: foo",
			"GET /api/v1/regions HTTP/3.0", "GET /api/v1/regions HTTP/9.9" })
	void answersAnInvalidRequestWithA4xxProblem(String head) {
		String answer = this.caller.raw(head + "\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n");
		assertThat(answer).startsWith("HTTP/1.1 4")
			.containsIgnoringCase("Content-Type: application/problem+json")
			.contains("\"code\":\"invalid-request\"");
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET /%00", "GET /api/v1/regions/cn%2Fhangzhou", "GET / HTTP/3.0", "GET /api\\v1", "G<T /",
			"TRACE /nowhere", "TRACE " + Caller.CLB_DETACH })
	void everyResponseHasARequestId(String line) {
		String request = (line.contains("HTTP/") ? line : line + " HTTP/1.1")
				+ "\r\nHost: 127.0.0.1\r\nConnection: close\r\n";
		assertThat(this.caller.raw(request + "\r\n")).startsWith("HTTP/1.1 4")
			.containsPattern("(?i)\r\nX-Request-Id: [0-9a-f-]{36}\r\n")
			.containsPattern("\"correlationId\":\"[0-9a-f-]{36}\"");
	}

	@Test
	void rejectsTraceWithoutEchoingTheRequest() {
		String answer = this.caller.raw("TRACE " + Caller.CLB_DETACH
				+ " HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Request-Id: mine\r\nX-Mine: hush\r\nConnection: close\r\n\r\n");
		assertThat(answer).startsWith("HTTP/1.1 405 ")
			.contains("\r\nX-Request-Id: mine\r\n", "\r\nAllow: ", "\"code\":\"method-not-allowed\"",
					"\"correlationId\":\"mine\"")
			.doesNotContain("hush");
	}

	/**
	 * Spring's filter for forms is disabled. It would parse a form before the request is
	 * routed.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "a=%zz", "%", "a=%f", "a=b&%zz=c" })
	void rejectsAFormThatCannotBeDecoded(String form) {
		isRefused(put(form));
	}

	@ParameterizedTest
	@ValueSource(strings = { "PUT", "PATCH", "DELETE", "POST" })
	void rejectsAChunkedFormOver64Kib(String method) {
		isRefused(form(method, "a=" + "b".repeat(70 * 1024)));
	}

	/**
	 * Tomcat reads a rejected body up to max-swallow-size, so that the client can read
	 * the response.
	 */
	@ParameterizedTest
	@CsvSource({ "POST, application/json, 413", "PUT, application/json, 405", "POST, text/plain, 415",
			"POST, application/x-www-form-urlencoded, 415" })
	void aRejectedBodyOf100KibIsReadBeforeTheEnd(String method, String type, int status) {
		byte[] body = " ".repeat(100 * 1024).getBytes(StandardCharsets.US_ASCII);
		for (int i = 0; i < 3; i++) {
			Answer ofStatedLength = send(method, BodyPublishers.ofByteArray(body), type);
			isRefused(ofStatedLength);
			assertThat(ofStatedLength.status()).isEqualTo(status);
			Answer inChunks = send(method, BodyPublishers.ofByteArrays(List.of(body)), type);
			isRefused(inChunks);
			assertThat(inChunks.status()).isEqualTo(status);
		}
	}

	@Test // S10
	void aRequestWithLengthAndChunksClosesItsConnection() {
		String body = TestGroups.CLB_DETACH;
		String chunked = Integer.toHexString(body.length()) + "\r\n" + body + "\r\n0\r\n\r\n";
		String answer = this.caller
			.raw("POST /api/v1/nowhere HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json"
					+ "\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n" + chunked
					+ "GET /api/v1/regions HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n");
		assertThat(answer).startsWith("HTTP/1.1 4").doesNotContain("cn-hangzhou");
		assertThat(answer.split("HTTP/1.1 ", -1)).as("one response").hasSize(2);
	}

	@ParameterizedTest // S10
	@ValueSource(strings = { "GET /api/v1/regions HTTP/1.1\r\nHost: 127.0.0.1\r\nX-A : b\r\n",
			"GET /api/v1/regions HTTP/1.1\r\nHost: 127.0.0.1\r\nHost: other\r\n",
			"GET /api/v1/regions HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n",
			"GET /api/v1/regions HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: +5\r\n",
			"GET /api/v1/regions HTTP/1.1\r\nHost: 127.0.0.1\r\nX-A: \u0001\r\n", "GET /api/v1/regions HTTP/1.1\r\n" })
	void anAmbiguousHeaderIsRejected(String head) {
		assertThat(this.caller.raw(head + "Connection: close\r\n\r\n")).startsWith("HTTP/1.1 400 ")
			.contains("\"code\":\"invalid-request\"");
	}

	@Test // R7
	void aHostWithAnUnderscoreGetsAHintAboutTheHostHeader() {
		assertThat(this.caller.raw("GET /api/v1/regions HTTP/1.1\r\nHost: ess_facade\r\nConnection: close\r\n\r\n"))
			.startsWith("HTTP/1.1 400 ")
			.contains("Host header");
	}

	@ParameterizedTest // S8
	@ValueSource(strings = { "evil.example", "evil.example:8080", "localhost.evil.example", "192.0.2.1",
			"127.0.0.1.nip.io" })
	void aHostThatIsNotListedIsMisdirectedInOpenMode(String host) {
		String answer = this.caller.raw("POST " + Caller.CLB_DETACH + " HTTP/1.1\r\nHost: " + host
				+ "\r\nOrigin: http://" + host + "\r\nContent-Type: application/json\r\nContent-Length: "
				+ TestGroups.CLB_DETACH.length() + "\r\nConnection: close\r\n\r\n" + TestGroups.CLB_DETACH);
		assertThat(answer).startsWith("HTTP/1.1 421 ").contains("\"code\":\"misdirected-request\"");
	}

	@ParameterizedTest // S8
	@ValueSource(strings = { "localhost", "LOCALHOST:1", "127.0.0.1", "[::1]:8080" })
	void aLoopbackHostIsServedInOpenMode(String host) {
		assertThat(this.caller.raw("GET /api/v1/regions HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n"))
			.startsWith("HTTP/1.1 200 ");
	}

	@Test // S8
	void probesAreServedUnderAnyHost() {
		assertThat(this.caller.raw("GET /readyz HTTP/1.1\r\nHost: 10.0.0.7:8080\r\nConnection: close\r\n\r\n"))
			.startsWith("HTTP/1.1 200 ");
		assertThat(this.caller.raw("GET /livez HTTP/1.1\r\nHost: 10.0.0.7:8080\r\nConnection: close\r\n\r\n"))
			.startsWith("HTTP/1.1 200 ");
	}

	@Test // S13
	void everyResponseForbidsReferrers() {
		for (String path : List.of("/api/v1/regions", "/api/v1/nowhere", "/livez", "/v3/api-docs",
				"/swagger-ui/index.html")) {
			assertThat(this.caller.get(path).http().headers().allValues("Referrer-Policy")).as(path)
				.containsExactly("no-referrer");
		}
		for (String request : List.of("GET /api/v1/regions HTTP/1.1\r\nHost: evil.example",
				"GET /a|b HTTP/1.1\r\nHost: a")) {
			assertThat(this.caller.raw(request + "\r\nConnection: close\r\n\r\n")).startsWith("HTTP/1.1 4")
				.containsOnlyOnce("Referrer-Policy: no-referrer");
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 11, 100, 1_000 })
	void manyAcceptedLanguagesAreServed(int languages) {
		assertThat(this.caller.get("/api/v1/regions", "Accept-Language", "de-DE,".repeat(languages) + "en").status())
			.isEqualTo(200);
	}

	private Answer put(String form) {
		return form("PUT", form);
	}

	private Answer form(String method, String form) {
		byte[] body = form.getBytes(StandardCharsets.US_ASCII);
		// The publisher has no length, so that the HTTP client sends chunks.
		return send(method, BodyPublishers.ofByteArrays(List.of(body)), "application/x-www-form-urlencoded");
	}

	private Answer send(String method, HttpRequest.BodyPublisher body, String type) {
		return this.caller.send(
				HttpRequest.newBuilder(this.caller.service().resolve(Caller.CLB_DETACH)).method(method, body),
				"Content-Type", type);
	}

	private static void isRefused(Answer answer) {
		assertThat(answer.status()).isBetween(400, 499);
		assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
		assertThat(answer.json().path("status").intValue()).isEqualTo(answer.status());
	}

}
