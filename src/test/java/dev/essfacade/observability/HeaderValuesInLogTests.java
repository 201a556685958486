package dev.essfacade.observability;

import java.util.List;

import dev.essfacade.support.Caller;
import dev.essfacade.support.FacadeTest;
import dev.essfacade.support.LogCapture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** No value of a request header is in a log line of any logger at any level. */
@FacadeTest
class HeaderValuesInLogTests {

	private static final String CANARY = "c4n4ry";

	private final Caller caller;

	HeaderValuesInLogTests(Caller caller) {
		this.caller = caller;
	}

	@ParameterizedTest // S2
	@ValueSource(strings = { "Cookie: %s=;;\"", "Cookie: a=%s\u0001", "Cookie: a b=%s", "Cookie: $Version=1; %s",
			"Authorization: Bearer %s\u0001", "Authorization: Basic %s", "Accept: %s", "Accept: a/b;q=%s",
			"Accept-Language: %s;q=x", "Accept-Encoding: %s;q=x", "Content-Type: %s", "Content-Length: %s",
			"Transfer-Encoding: %s", "Expect: %s", "Range: %s", "If-None-Match: %s", "If-Modified-Since: %s",
			"Origin: https://%s.example", "Origin: %s", "Host: %s_a", "Host: %s", "X-Forwarded-For: %s",
			"X-Forwarded-Host: %s", "X-Forwarded-Prefix: %s", "Forwarded: for=%s;=", "Prefer: wait=%s",
			"Connection: %s", "Upgrade: %s", "TE: %s", "traceparent: %s", "X-%s : a", "X-A: %s\u0001",
			"Idempotency-Key: %s\u00e9", "Content-Encoding: %s", "Access-Control-Request-Method: %s" })
	void aMalformedHeaderIsNotLogged(String header) {
		LogCapture.takeRecent();
		for (String line : List.of("GET /api/v1/regions", "POST " + Caller.CLB_DETACH, "OPTIONS /api/v1/regions")) {
			boolean host = header.startsWith("Host");
			this.caller.raw(line + " HTTP/1.1\r\n" + (host ? "" : "Host: 127.0.0.1\r\n") + header.formatted(CANARY)
					+ "\r\nConnection: close\r\n\r\n");
		}
		assertThat(LogCapture.takeRecent()).noneMatch((logged) -> logged.contains(CANARY));
	}

}
