package dev.essfacade.security.jwt;

import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import dev.essfacade.support.TestIssuer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Decoding of access tokens with known signing keys. */
class AccessTokenDecoderTests {

	private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

	private final TestIssuer issuer = new TestIssuer();

	private final JWKSource<SecurityContext> keys = new ImmutableJWKSet<>(new JWKSet(this.issuer.key().toPublicJWK()));

	private final AccessTokenDecoder decoder = new AccessTokenDecoder(this.keys, new AccessTokenValidator(
			new IssuerProperties(URI.create(this.issuer.uri()), null, List.of(TestIssuer.AUDIENCE)), () -> this.now));

	@AfterEach
	void close() {
		this.issuer.close();
	}

	@Test
	void decodesHeaderClaimsAndDatesOfAValidToken() {
		String token = this.issuer.token(this.now, (claims) -> claims.claim("team", "payments"));
		Jwt jwt = this.decoder.decode(token);
		assertThat(jwt.getTokenValue()).isEqualTo(token);
		assertThat(jwt.getHeaders()).containsEntry("alg", "RS256").containsEntry("kid", "first");
		assertThat(jwt.getClaimAsString("team")).isEqualTo("payments");
		assertThat(jwt.getIssuedAt()).isEqualTo(this.now);
		assertThat(jwt.getExpiresAt()).isEqualTo(this.now.plusSeconds(300));
	}

	@Test
	void rejectsATokenOfAnotherType() {
		reject(TestIssuer.sign(this.issuer.header().type(new JOSEObjectType("id+jwt")).build(),
				this.issuer.claims(this.now, (_) -> {
				}), this.issuer.key()));
	}

	@Test
	void rejectsATokenOfAnUnknownKey() {
		reject(TestIssuer.sign(this.issuer.header().build(), this.issuer.claims(this.now, (_) -> {
		}), TestIssuer.rsa("first")));
	}

	@Test
	void rejectsATokenWithAnInvalidClaim() {
		reject(this.issuer.token(this.now, (claims) -> claims.audience("others")));
	}

	@Test
	void rejectsAPayloadThatIsNotAJsonObject() throws Exception {
		reject(TestIssuer.sign(this.issuer.header().build(), "[]", new RSASSASigner(this.issuer.key())));
	}

	private void reject(String token) {
		assertThatExceptionOfType(BadJwtException.class).isThrownBy(() -> this.decoder.decode(token));
	}

}
