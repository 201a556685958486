package dev.essfacade.observability;

import java.time.Duration;

import dev.essfacade.support.Caller;
import dev.essfacade.support.StartedFacade;
import dev.essfacade.support.TestGroups;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The label {@code code} of the metrics of HTTP requests. */
class ProblemCodeLabelTests {

	@Test
	void separatesReadOnlyModeFromFailures() {
		try (StartedFacade facade = StartedFacade.with("facade.access.read-only=true")) {
			assertThat(facade.caller().post(Caller.ALB_DETACH, TestGroups.ALB_DETACH).status()).isEqualTo(503);
			assertThat(facade.caller().get("/api/v1/regions").status()).isEqualTo(200);
			showsRequest(facade, "code=\"read-only\"", "status=\"503\"");
			showsRequest(facade, "code=\"none\"", "uri=\"/api/v1/regions\"");
		}
	}

	@Test
	void namesTheProblemOfAResponseOfTheFilterChain() {
		try (StartedFacade facade = StartedFacade.with("facade.security.mode=jwt",
				"spring.security.oauth2.resourceserver.jwt.jwk-set-uri=http://127.0.0.1:1/keys",
				"spring.security.oauth2.resourceserver.jwt.audiences=ess-facade")) {
			assertThat(facade.caller().get("/api/v1/regions").status()).isEqualTo(401);
			showsRequest(facade, "code=\"unauthenticated\"", "status=\"401\"");
		}
	}

	/**
	 * Waits, because a request is counted at its end, possibly after the caller has the
	 * response.
	 */
	private static void showsRequest(StartedFacade facade, String... labels) {
		await().atMost(Duration.ofMinutes(1))
			.untilAsserted(() -> assertThat(facade.managementCaller().get("/actuator/prometheus").http().body().lines())
				.filteredOn((line) -> line.startsWith("http_server_requests_seconds_count"))
				.anySatisfy((line) -> assertThat(line).contains(labels)));
	}

}
