package dev.essfacade.security.jwt;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.security.oauth2.jwt.JwtValidationException;

import static org.assertj.core.api.Assertions.assertThat;

/** Validation of the claims of an access token. */
class AccessTokenValidatorTests {

	private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

	private static final long SKEW = 30;

	private static final String ISSUER = "https://issuer.example";

	@Test
	void acceptsATokenOfTheIssuerForTheAudience() {
		assertThat(violation("azp", "anybody")).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://issuer.example/", "HTTPS://issuer.example", "https://Issuer.example", "" })
	void rejectsATokenOfAnotherIssuer(String other) {
		assertThat(violation("iss", other)).isEqualTo("other-issuer");
		assertThat(violation("iss", null)).isEqualTo("other-issuer");
	}

	@Test
	void acceptsAnyIssuerIfNoneIsConfigured() {
		assertThat(violation(null, "iss", "https://another.example")).isNull();
		assertThat(violation(null, "iss", null)).isNull();
		assertThat(violation(null, "iss", 1L)).isEqualTo("claim-not-a-text iss");
	}

	@Test
	void requiresOneOfTheConfiguredAudiences() {
		assertThat(violation("aud", List.of("others", "ess-facade-2"))).isNull();
		assertThat(violation("aud", "ess-facade")).isNull();
		for (Object other : List.of("ess-facade-3", List.of(), List.of("ess-facade", 1L), Map.of("ess-facade", 1L))) {
			assertThat(violation("aud", other)).isEqualTo("other-audience");
		}
		assertThat(violation("aud", null)).isEqualTo("other-audience");
	}

	@Test
	void requiresASubjectOfAtMost255Characters() {
		assertThat(violation("sub", "x")).isNull();
		assertThat(violation("sub", "x".repeat(255))).isNull();
		assertThat(violation("sub", "x".repeat(256))).isEqualTo("no-subject");
		assertThat(violation("sub", null)).isEqualTo("no-subject");
		assertThat(violation("sub", 1L)).isEqualTo("no-subject");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "  ", "a\nb", "a\u2028b", "a\u202eb" })
	void rejectsASubjectThatWouldBreakALogLine(String subject) {
		assertThat(violation("sub", subject)).isEqualTo("no-subject");
	}

	@Test
	void acceptsATokenUntil30SecondsAfterItsExpiry() {
		assertThat(violation("exp", NOW.getEpochSecond() - SKEW)).isNull();
		assertThat(violation("exp", NOW.getEpochSecond() - SKEW - 1)).isEqualTo("expired");
		assertThat(violation("exp", null)).isEqualTo("no-expiry");
		assertThat(violation("exp", "never")).isEqualTo("no-expiry");
		assertThat(violation("exp", 253_402_300_800L)).isEqualTo("no-expiry");
		assertThat(violation("exp", 253_402_300_799L)).isNull();
	}

	@Test
	void acceptsATokenFrom30SecondsBeforeItsStart() {
		assertThat(violation("nbf", NOW.getEpochSecond() + SKEW)).isNull();
		assertThat(violation("nbf", NOW.getEpochSecond() + SKEW + 1)).isEqualTo("not-valid-yet");
		assertThat(violation("nbf", 1e300)).isEqualTo("claim-not-a-date nbf");
		assertThat(violation("nbf", 0L)).isNull();
		assertThat(violation("nbf", -1L)).isEqualTo("claim-not-a-date nbf");
	}

	@Test
	void rejectsATokenThatExpiresBeforeItWasIssued() {
		assertThat(violation("iat", NOW.plus(Duration.ofDays(1)).getEpochSecond())).isEqualTo("expires-before-issued");
		assertThat(violation("iat", "now")).isEqualTo("claim-not-a-date iat");
	}

	@Test
	void rejectsAScopeThatIsNeitherTextNorAListOfTexts() {
		for (String claim : List.of("scope", "scp")) {
			for (Object other : List.of(1L, List.of("ess.read", 1L), Map.of("a", "ess.read"), true)) {
				assertThat(violation(claim, other)).isEqualTo("claim-not-texts " + claim);
			}
			assertThat(violation(claim, List.of("ess.read"))).isNull();
			assertThat(violation(claim, null)).isNull();
		}
	}

	@Test
	void rejectsATokenThatIsBoundToAKey() {
		for (Object confirmation : List.of(Map.of("x5t#S256", "x"), Map.of("jkt", "x"), Map.of(), "x", 1L)) {
			assertThat(violation("cnf", confirmation)).isEqualTo("bound-to-sender");
		}
		assertThat(violation("cnf", null)).isEqualTo("bound-to-sender");
	}

	private static @Nullable String violation(String claim, @Nullable Object value) {
		return violation(URI.create(ISSUER), claim, value);
	}

	/**
	 * Replaces one claim of a valid token, and returns the rule that the changed token
	 * violates, if any. The value null is a JSON null.
	 */
	private static @Nullable String violation(@Nullable URI issuer, String claim, @Nullable Object value) {
		IssuerProperties properties = new IssuerProperties(issuer, URI.create("https://issuer.example/keys"),
				List.of("ess-facade", "ess-facade-2"));
		Map<String, Object> claims = new HashMap<>(Map.of("iss", ISSUER, "aud", List.of("ess-facade"), "sub",
				"somebody", "iat", NOW.getEpochSecond() - 600, "exp", NOW.getEpochSecond() + 300));
		claims.put(claim, value);
		try {
			new AccessTokenValidator(properties, InstantSource.fixed(NOW)).validate(claims);
			return null;
		}
		catch (JwtValidationException ex) {
			return ex.getErrors().iterator().next().getDescription();
		}
	}

}
