package dev.essfacade.security;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

import dev.essfacade.support.Caller;
import dev.essfacade.support.StartedFacade;
import dev.essfacade.support.TestIssuer;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Metrics of requests that the filter chain answers, and of the signing keys. */
class SecurityMetricsTests {

	private static final TestIssuer issuer = new TestIssuer();

	private static final Queue<String> observations = new ConcurrentLinkedQueue<>();

	private static StartedFacade facade;

	@BeforeAll
	static void start() {
		facade = StartedFacade.with(
				(context) -> context.registerBean("recordedObservations", ObservationHandler.class, Recorder::new),
				issuer.settings());
	}

	@AfterAll
	static void stop() {
		facade.close();
		issuer.close();
	}

	@ParameterizedTest
	@CsvSource({ "GET, /api/v1/regions, 401", "POST, /api/nowhere, 401", "GET, /api/v1/..;/regions, 400" })
	void countsResponsesOfTheFilterChainAsApiRequests(String method, String path, int status) {
		assertThat(facade.caller().method(method, path).status()).isEqualTo(status);
		counts(method, "/api/**", status);
	}

	@Test
	void countsAMissingScopeAsAnApiRequest() {
		assertThat(facade.caller()
			.get("/api/v1/regions", "Authorization", "Bearer " + issuer.token("somebody", "ess.detach"))
			.status()).isEqualTo(403);
		counts("GET", "/api/**", 403);
	}

	@Test
	void keepsTheRouteOfARequestThatReachesAController() {
		facade.caller().get("/api/v1/regions", "Authorization", "Bearer " + issuer.token("somebody", "ess.read"));
		counts("GET", "/api/v1/regions", 200);
	}

	@Test
	void countsAResponseOutsideTheApiAsUnknown() {
		assertThat(facade.caller().get("/apinowhere").status()).isEqualTo(401);
		counts("GET", "UNKNOWN", 401);
	}

	@Test
	void observesRequestsWithoutTheirSecurityFilters() {
		facade.caller().get("/api/v1/regions", "Authorization", "Bearer " + issuer.token("somebody", "ess.read"));
		await().atMost(Duration.ofMinutes(1)).until(() -> observations.contains("http.server.requests"));
		assertThat(observations).noneMatch((name) -> name.startsWith("spring.security"));
		assertThat(metrics(facade)).noneMatch((line) -> line.contains("spring_security"));
	}

	@Test
	void exposesTheAgeOfTheSigningKeys() {
		await().atMost(Duration.ofMinutes(1))
			.untilAsserted(() -> assertThat(metrics(facade))
				.anyMatch((line) -> line.matches("facade_signing_keys_age_seconds(\\{.*})? [0-9.E-]+")));
	}

	@Test
	void exposesNoAgeOfSigningKeysInOpenMode() {
		try (StartedFacade open = StartedFacade.with()) {
			assertThat(metrics(open)).isNotEmpty().noneMatch((line) -> line.contains("facade_signing_keys"));
			assertThat(open.caller().get("/readyz").status()).isEqualTo(200);
		}
	}

	/** Waits, because a request is counted after its response was sent. */
	private static void counts(String method, String uri, int status) {
		await().atMost(Duration.ofMinutes(1))
			.untilAsserted(() -> assertThat(metrics(facade))
				.anyMatch((line) -> line.startsWith("http_server_requests_seconds_count")
						&& line.contains("method=\"" + method + '"') && line.contains("uri=\"" + uri + '"')
						&& line.contains("status=\"" + status + '"')));
	}

	private static Stream<String> metrics(StartedFacade service) {
		Caller caller = service.managementCaller();
		return caller.get("/actuator/prometheus").http().body().lines();
	}

	/** Records the names of all observations. */
	private static final class Recorder implements ObservationHandler<Observation.Context> {

		@Override
		public void onStart(Observation.Context context) {
			observations.add(String.valueOf(context.getName()));
		}

		@Override
		public boolean supportsContext(Observation.Context context) {
			return true;
		}

	}

}
