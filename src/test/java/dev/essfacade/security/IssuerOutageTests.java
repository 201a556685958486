package dev.essfacade.security;

import dev.essfacade.support.Caller.Answer;
import dev.essfacade.support.LogCapture;
import dev.essfacade.support.StartedFacade;
import dev.essfacade.support.TestIssuer;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Nobody knows the issuer's keys yet. */
class IssuerOutageTests {

	@Test
	void aDeadIssuerDoesNotStopTheStart() {
		try (StartedFacade service = StartedFacade.with("facade.security.mode=jwt",
				"spring.security.oauth2.resourceserver.jwt.jwk-set-uri=http://127.0.0.1:9/keys",
				"spring.security.oauth2.resourceserver.jwt.audiences=ess-facade");
				TestIssuer issuer = new TestIssuer()) {
			LogCapture.takeRecent();
			assertThat(service.caller().get("/readyz").status()).isEqualTo(200);
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

}
