package dev.essfacade.security;

import java.time.Duration;
import java.time.InstantSource;
import java.util.stream.Stream;

import dev.essfacade.ess.credentials.ManualClock;
import dev.essfacade.support.Caller.Answer;
import dev.essfacade.support.LogCapture;
import dev.essfacade.support.StartedFacade;
import dev.essfacade.support.TestIssuer;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A service whose token issuer is unavailable, at the start and later. */
class IssuerOutageTests {

	@Test
	void answers503WithoutSigningKeys() {
		try (StartedFacade service = StartedFacade.with("facade.security.mode=jwt",
				"spring.security.oauth2.resourceserver.jwt.jwk-set-uri=http://127.0.0.1:9/keys",
				"spring.security.oauth2.resourceserver.jwt.audiences=ess-facade");
				TestIssuer issuer = new TestIssuer()) {
			LogCapture.takeRecent();
			assertThat(service.caller().get("/livez").status()).isEqualTo(200);
			assertThat(service.caller().get("/readyz").status()).isEqualTo(503);
			assertThat(service.caller().get("/api/v1/regions").status()).isEqualTo(401);
			Answer answer = service.caller()
				.get("/api/v1/regions", "Authorization", "Bearer " + issuer.token("somebody", "ess.read"));
			assertThat(answer.status()).isEqualTo(503);
			assertThat(answer.field("code")).isEqualTo("issuer-unavailable");
			assertThat(answer.mustHave("Retry-After")).isEqualTo("10");
			assertThat(LogCapture.takeRecent())
				.anyMatch((line) -> line.startsWith("audit ") && line.contains("\"code\":\"issuer-unavailable\"")
						&& line.contains(answer.mustHave("X-Request-Id")));
		}
	}

	@Test
	void isReadyFromTheFirstSigningKeysOn() {
		ManualClock clock = new ManualClock();
		try (TestIssuer issuer = new TestIssuer()) {
			issuer.answerWith(503);
			LogCapture.listen();
			LogCapture.takeRecent();
			try (StartedFacade service = StartedFacade.with((context) -> context.registerBean("manualClock",
					InstantSource.class, () -> clock, (definition) -> definition.setPrimary(true)),
					issuer.settings())) {
				await().until(IssuerOutageTests::hasLoggedAFailedFetch);
				assertThat(service.caller().get("/readyz").status()).isEqualTo(503);
				assertThat(signingKeysAge(service)).isEqualTo("NaN");
				issuer.answerWith(200);
				clock.advance(Duration.ofSeconds(30));
				await().until(() -> service.caller().get("/readyz").status() == 200);
				assertThat(signingKeysAge(service)).isEqualTo("0.0");
				issuer.answerWith(503);
				clock.advance(Duration.ofHours(13));
				await().until(IssuerOutageTests::hasLoggedAFailedFetch);
				assertThat(service.caller().get("/readyz").status()).isEqualTo(200);
				assertThat(Double.parseDouble(signingKeysAge(service)))
					.isEqualTo((double) Duration.ofHours(13).toSeconds());
			}
		}
	}

	private static boolean hasLoggedAFailedFetch() {
		return LogCapture.takeRecent().stream().anyMatch((line) -> line.contains("Fetching the signing keys from"));
	}

	private static String signingKeysAge(StartedFacade service) {
		Stream<String> lines = service.managementCaller().get("/actuator/prometheus").http().body().lines();
		return lines.filter((line) -> line.startsWith("facade_signing_keys_age_seconds"))
			.map((line) -> line.substring(line.lastIndexOf(' ') + 1))
			.findFirst()
			.orElseThrow();
	}

}
