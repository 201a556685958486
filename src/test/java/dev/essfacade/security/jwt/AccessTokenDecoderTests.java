package dev.essfacade.security.jwt;

import java.net.URI;
import java.time.Duration;
import java.util.Date;
import java.util.List;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.essfacade.ess.credentials.ManualClock;
import dev.essfacade.ess.http.EgressProxyProperties;
import dev.essfacade.support.TestIssuer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtValidationException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Tests the decoding of access tokens and the cache of verified tokens. */
class AccessTokenDecoderTests {

	private final TestIssuer issuer = new TestIssuer();

	private final ManualClock clock = new ManualClock();

	private final BoundedResourceRetriever retriever = new BoundedResourceRetriever(EgressProxyProperties.NONE);

	private final IssuerProperties settings = new IssuerProperties(URI.create(this.issuer.uri()), null,
			List.of(TestIssuer.AUDIENCE));

	private final CachingJwkSource keys = new CachingJwkSource(new RemoteJwkSet(this.settings, this.retriever),
			this.clock);

	private final AccessTokenDecoder decoder = new AccessTokenDecoder(this.keys,
			new AccessTokenValidator(this.settings, this.clock), new VerifiedTokens(this.clock));

	@AfterEach
	void close() {
		this.keys.close();
		this.retriever.close();
		this.issuer.close();
	}

	private String token() {
		return this.issuer.token(this.clock.instant(), (claims) -> claims.subject("ann"));
	}

	@Test
	void verifiesATokenOncePerMinute() {
		String token = token();
		Jwt first = this.decoder.decode(token);
		assertThat(first.getSubject()).isEqualTo("ann");
		assertThat(first.getExpiresAt()).isEqualTo(this.clock.instant().plusSeconds(300));
		this.clock.advance(Duration.ofSeconds(59));
		assertThat(this.decoder.decode(token)).isSameAs(first);
		this.clock.advance(Duration.ofSeconds(1));
		assertThat(this.decoder.decode(token)).isNotSameAs(first).isEqualTo(first);
	}

	@Test
	void validatesTheClaimsOfARememberedToken() {
		String token = this.issuer.token(this.clock.instant(),
				(claims) -> claims.expirationTime(Date.from(this.clock.instant().plusSeconds(20))));
		this.decoder.decode(token);
		this.clock.advance(Duration.ofSeconds(51));
		assertThatThrownBy(() -> this.decoder.decode(token)).isInstanceOf(JwtValidationException.class)
			.hasMessageContaining("expired");
	}

	@Test
	void remembersNoInvalidToken() {
		String token = this.issuer.token(this.clock.instant(), (claims) -> claims.audience("another"));
		for (int i = 0; i < 2; i++) {
			assertThatThrownBy(() -> this.decoder.decode(token)).isInstanceOf(JwtValidationException.class);
		}
	}

	@Test
	void rejectsARememberedTokenWhoseKeyWasRemoved() {
		String token = token();
		this.decoder.decode(token);
		this.issuer.publish(this.issuer.ellipticKey());
		this.clock.advance(Duration.ofSeconds(30));
		assertThatThrownBy(() -> this.decoder.decode(withUnknownKey())).isInstanceOf(BadJwtException.class);
		assertThatThrownBy(() -> this.decoder.decode(token)).isInstanceOf(BadJwtException.class);
	}

	/**
	 * Returns a token with an unknown key ID, for which the decoder fetches the JWK set
	 * again.
	 */
	private String withUnknownKey() {
		return TestIssuer.sign(this.issuer.header().keyID("unknown").build(), claims(), this.issuer.key());
	}

	@Test
	void aMalformedTokenIsInvalidWithoutSigningKeys() {
		this.issuer.answerWith(503);
		assertThatThrownBy(() -> this.decoder.decode("a.b.c")).isInstanceOf(BadJwtException.class);
	}

	@Test
	void cannotDecodeATokenWithoutSigningKeys() {
		this.issuer.answerWith(503);
		assertThatThrownBy(() -> this.decoder.decode(token())).isInstanceOf(JwtException.class)
			.isNotInstanceOf(BadJwtException.class)
			.hasMessageContaining("No signing keys");
	}

	@Test
	void decodesHeaderClaimsAndDatesOfAValidToken() {
		String token = this.issuer.token(this.clock.instant(), (claims) -> claims.claim("team", "payments"));
		Jwt jwt = this.decoder.decode(token);
		assertThat(jwt.getTokenValue()).isEqualTo(token);
		assertThat(jwt.getHeaders()).containsEntry("alg", "RS256").containsEntry("kid", "first");
		assertThat(jwt.getClaimAsString("team")).isEqualTo("payments");
		assertThat(jwt.getIssuedAt()).isEqualTo(this.clock.instant());
		assertThat(jwt.getExpiresAt()).isEqualTo(this.clock.instant().plusSeconds(300));
	}

	@Test
	void rejectsATokenOfAnotherType() {
		reject(TestIssuer.sign(this.issuer.header().type(new JOSEObjectType("id+jwt")).build(), claims(),
				this.issuer.key()));
	}

	@Test
	void rejectsATokenOfAnUnknownKey() {
		reject(TestIssuer.sign(this.issuer.header().build(), claims(), TestIssuer.rsa("first")));
	}

	@Test
	void rejectsATokenWithAnInvalidClaim() {
		reject(this.issuer.token(this.clock.instant(), (claims) -> claims.audience("others")));
	}

	@Test
	void rejectsAPayloadThatIsNotAJsonObject() throws Exception {
		reject(TestIssuer.sign(this.issuer.header().build(), "[]", new RSASSASigner(this.issuer.key())));
	}

	private JWTClaimsSet claims() {
		return this.issuer.claims(this.clock.instant(), (_) -> {
		});
	}

	private void reject(String token) {
		assertThatThrownBy(() -> this.decoder.decode(token)).isInstanceOf(BadJwtException.class);
	}

}
