package dev.essfacade.security.jwt;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.jwt.Jwt;

import static org.assertj.core.api.Assertions.assertThat;

/** What a token has to say. */
class AccessTokenValidatorTests {

	private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

	private static final Duration SKEW = Duration.ofSeconds(30);

	private static final String ISSUER = "https://issuer.example";

	@Test
	void aTokenOfOurIssuerForUsIsGood() {
		assertThat(brokenRule((_) -> {
		})).isNull();
	}

	@Test
	void anotherIssuerOrNoneIsNotOurs() {
		assertThat(brokenRule((token) -> token.issuer("https://issuer.example/")))
			.isEqualTo("The token comes from another issuer.");
		assertThat(brokenRule((token) -> token.claims((all) -> all.remove("iss"))))
			.isEqualTo("The token comes from another issuer.");
	}

	@Test
	void anyIssuerWillDoWhereNoneIsNamed() {
		Consumer<Jwt.Builder> another = (token) -> token.issuer("https://another.example");
		assertThat(brokenRule(null, another)).isNull();
	}

	@Test
	void oneOfTheAudiencesHasToBeOneOfOurs() {
		assertThat(brokenRule((token) -> token.audience(List.of("others", "ess-facade-2")))).isNull();
		assertThat(brokenRule((token) -> token.audience(List.of("ess-facade-3"))))
			.isEqualTo("The token is meant for another audience.");
		assertThat(brokenRule((token) -> token.claims((all) -> all.remove("aud"))))
			.isEqualTo("The token is meant for another audience.");
	}

	@Test
	void aSubjectHasUpTo255Characters() {
		assertThat(brokenRule((token) -> token.subject("x"))).isNull();
		assertThat(brokenRule((token) -> token.subject("x".repeat(255)))).isNull();
		assertThat(brokenRule((token) -> token.subject("x".repeat(256)))).isEqualTo("The token names no subject.");
		assertThat(brokenRule((token) -> token.claims((all) -> all.remove("sub"))))
			.isEqualTo("The token names no subject.");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "  ", "a\nb", "a\u2028b", "a\u202eb" })
	void aSubjectThatWouldBreakALineIsNone(String subject) {
		assertThat(brokenRule((token) -> token.subject(subject))).isEqualTo("The token names no subject.");
	}

	@Test
	void itEndsHalfAMinuteAfterItsExpiry() {
		assertThat(brokenRule((token) -> token.expiresAt(NOW.minus(SKEW)))).isNull();
		assertThat(brokenRule((token) -> token.expiresAt(NOW.minus(SKEW).minusMillis(1))))
			.isEqualTo("The token has expired.");
		assertThat(brokenRule((token) -> token.claims((all) -> all.remove("exp"))))
			.isEqualTo("The token has no expiry.");
	}

	@Test
	void itBeginsHalfAMinuteBeforeItsTime() {
		assertThat(brokenRule((token) -> token.notBefore(NOW.plus(SKEW)))).isNull();
		assertThat(brokenRule((token) -> token.notBefore(NOW.plus(SKEW).plusMillis(1))))
			.isEqualTo("The token is not valid yet.");
	}

	private static @Nullable String brokenRule(Consumer<Jwt.Builder> change) {
		return brokenRule(URI.create(ISSUER), change);
	}

	private static @Nullable String brokenRule(@Nullable URI issuer, Consumer<Jwt.Builder> change) {
		IssuerProperties properties = new IssuerProperties(issuer, URI.create("https://issuer.example/keys"),
				List.of("ess-facade", "ess-facade-2"));
		Jwt.Builder token = Jwt.withTokenValue("t")
			.header("alg", "RS256")
			.issuer(ISSUER)
			.audience(List.of("ess-facade"))
			.subject("somebody")
			.issuedAt(NOW.minusSeconds(600))
			.expiresAt(NOW.plusSeconds(300));
		change.accept(token);
		List<OAuth2Error> errors = List
			.copyOf(new AccessTokenValidator(properties, InstantSource.fixed(NOW)).validate(token.build()).getErrors());
		return errors.isEmpty() ? null : errors.getFirst().getDescription();
	}

}
