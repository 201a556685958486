package dev.essfacade.contract;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;

import dev.essfacade.support.Caller;
import dev.essfacade.support.Caller.Answer;
import dev.essfacade.support.FacadeTest;
import dev.esssimulator.EssSimulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What goes wrong beneath the rules for bodies and ids is the caller's mistake, too. */
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
	void whatNobodyCouldServeIsNoMistakeOfTheService(String head) {
		String answer = this.caller.raw(head + "\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n");
		assertThat(answer).startsWith("HTTP/1.1 4")
			.containsIgnoringCase("Content-Type: application/problem+json")
			.contains("\"code\":\"invalid-request\"");
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET /%00", "GET /api/v1/regions/cn%2Fhangzhou", "GET / HTTP/3.0", "GET /api\\v1", "G<T /",
			"TRACE /nowhere", "TRACE " + Caller.CLB_DETACH })
	void everyAnswerHasARequestId(String line) {
		String request = (line.contains("HTTP/") ? line : line + " HTTP/1.1")
				+ "\r\nHost: 127.0.0.1\r\nConnection: close\r\n";
		assertThat(this.caller.raw(request + "\r\n")).startsWith("HTTP/1.1 4")
			.containsPattern("(?i)\r\nX-Request-Id: [0-9a-f-]{36}\r\n")
			.containsPattern("\"correlationId\":\"[0-9a-f-]{36}\"");
	}

	@Test
	void traceIsAMethodThatNoRouteTakesAndIsNotEchoed() {
		String answer = this.caller.raw("TRACE " + Caller.CLB_DETACH
				+ " HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Request-Id: mine\r\nX-Mine: hush\r\nConnection: close\r\n\r\n");
		assertThat(answer).startsWith("HTTP/1.1 405 ")
			.contains("\r\nX-Request-Id: mine\r\n", "\r\nAllow: POST\r\n", "\"code\":\"method-not-allowed\"",
					"\"correlationId\":\"mine\"")
			.doesNotContain("hush");
	}

	/** A filter of Spring takes forms apart before anybody has asked for one. */
	@ParameterizedTest
	@ValueSource(strings = { "a=%zz", "%", "a=%f", "a=b&%zz=c" })
	void aFormThatCannotBeDecodedIsRefused(String form) {
		isRefused(put(form));
	}

	@ParameterizedTest
	@ValueSource(strings = { "PUT", "PATCH", "DELETE", "POST" })
	void aFormOver64KibInChunksIsRefused(String method) {
		isRefused(form(method, "a=" + "b".repeat(70 * 1024)));
	}

	/** Far more than the buffers between the two hold: it is refused while it is sent. */
	@ParameterizedTest
	@CsvSource({ "POST, application/json, 413", "PUT, application/json, 405", "POST, text/plain, 415",
			"POST, application/x-www-form-urlencoded, 415" })
	void whoSendsAMegabyteReadsWhyItIsRefused(String method, String type, int status) {
		byte[] body = " ".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
		for (int i = 0; i < 3; i++) {
			Answer ofStatedLength = send(method, BodyPublishers.ofByteArray(body), type);
			isRefused(ofStatedLength);
			assertThat(ofStatedLength.status()).isEqualTo(413);
			Answer inChunks = send(method, BodyPublishers.ofByteArrays(List.of(body)), type);
			isRefused(inChunks);
			assertThat(inChunks.status()).isEqualTo(status);
		}
	}

	private Answer put(String form) {
		return form("PUT", form);
	}

	private Answer form(String method, String form) {
		byte[] body = form.getBytes(StandardCharsets.US_ASCII);
		// Of unknown length: sent in chunks.
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
