package dev.essfacade.contract;

import dev.essfacade.support.Caller;
import dev.essfacade.support.FacadeTest;
import dev.essfacade.support.StartedFacade;
import dev.esssimulator.EssSimulator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Request bodies that stop arriving, over a real connection. */
@FacadeTest
class StalledBodyTests {

	private static StartedFacade impatient;

	private final EssSimulator ess;

	StalledBodyTests(EssSimulator ess) {
		this.ess = ess;
	}

	@BeforeAll
	static void startAServiceThatWaitsForAFractionOfASecond() {
		impatient = StartedFacade.with("server.tomcat.connection-timeout=300ms");
	}

	@AfterAll
	static void stopIt() {
		impatient.close();
	}

	@ParameterizedTest // S4
	@ValueSource(strings = { "Content-Length: 50\r\n\r\n", "Content-Length: 50\r\n\r\n{",
			"Transfer-Encoding: chunked\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\n5\r\n{" })
	void aBodyThatStopsIsARequestTimeout(String rest) {
		String answer = impatient.caller()
			.raw("POST " + Caller.CLB_DETACH + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
					+ rest);
		assertThat(answer).startsWith("HTTP/1.1 408 ")
			.contains("\"code\":\"request-timeout\"", "\"retryable\":true")
			.containsIgnoringCase("\r\nRetry-After: ");
		assertThat(this.ess.received()).isEmpty();
	}

}
