package dev.essfacade.e2e;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

import dev.essfacade.support.Caller;
import dev.essfacade.support.Caller.Answer;
import dev.essfacade.support.StartedFacade;
import dev.essfacade.support.TestGroups;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Problems of calls while no server listens on the ESS endpoint. */
class ConnectFailedTests {

	@Test
	void aFailedConnectionIsUnavailableAndTheCallIsRepeatable() throws IOException {
		try (StartedFacade service = StartedFacade.with("ess.endpoint=http://127.0.0.1:" + closedPort())) {
			Answer write = service.caller()
				.post(Caller.ALB_DETACH, TestGroups.ALB_DETACH, "Idempotency-Key", "never-sent");
			isUnavailable(write);
			assertThat(write.field("clientToken")).isEqualTo("never-sent");
			assertThat(write.field("detail")).doesNotContain("127.0.0.1", "Connect");

			Answer read = service.caller().get(Caller.ACTIVITY);
			isUnavailable(read);
			assertThat(read.field("clientToken")).isNull();
		}
	}

	private static void isUnavailable(Answer answer) {
		assertThat(answer.status()).isEqualTo(503);
		assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
		assertThat(answer.field("code")).isEqualTo("upstream-unavailable");
		assertThat(answer.json().path("retryable").booleanValue()).isTrue();
		assertThat(answer.mustHave("Retry-After")).containsOnlyDigits();
		assertThat(answer.json().has("upstream")).isFalse();
	}

	private static int closedPort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
			return socket.getLocalPort();
		}
	}

}
