package dev.essfacade.security.jwt;

import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.util.Base64;
import dev.essfacade.support.TestIssuer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Which of the issuer's keys a signature is checked with. */
class StrictJwsKeySelectorTests {

	private static final RSAKey KEY = TestIssuer.rsa("first");

	private final StrictJwsKeySelector choice = new StrictJwsKeySelector(
			new ImmutableJWKSet<>(new JWKSet(KEY.toPublicJWK())));

	@ParameterizedTest
	@ValueSource(strings = { "RS256", "RS384", "RS512", "PS256", "PS384", "PS512" })
	void anAsymmetricAlgorithmIsCheckedWithTheIssuersKey(String algorithm) throws Exception {
		assertThat(this.choice.selectJWSKeys(new JWSHeader(JWSAlgorithm.parse(algorithm)), null))
			.containsExactly(KEY.toPublicKey());
	}

	@ParameterizedTest
	@ValueSource(strings = { "HS256", "HS512", "ES256", "EdDSA", "RSA", "ES256K" })
	void forAnyOtherThereIsNoKey(String algorithm) throws KeySourceException {
		assertThat(this.choice.selectJWSKeys(new JWSHeader(JWSAlgorithm.parse(algorithm)), null)).isEmpty();
	}

	@Test
	void aTokenThatBringsItsKeyOrWantsMoreIsCheckedWithNone() throws KeySourceException {
		URI own = URI.create("https://127.0.0.1/keys");
		List<UnaryOperator<JWSHeader.Builder>> wishes = List.of((header) -> header.jwkURL(own),
				(header) -> header.jwk(KEY.toPublicJWK()), (header) -> header.x509CertURL(own),
				(header) -> header.x509CertChain(List.of(new Base64("AAAA"))),
				(header) -> header.criticalParams(Set.of("exp")), (header) -> header.base64URLEncodePayload(false),
				(header) -> header.contentType("JWT"));
		for (UnaryOperator<JWSHeader.Builder> wish : wishes) {
			JWSHeader header = wish.apply(new JWSHeader.Builder(JWSAlgorithm.RS256)).build();
			assertThat(this.choice.selectJWSKeys(header, null)).as(header.toString()).isEmpty();
		}
	}

	@Test
	void whatElseStandsInItsHeaderDoesNotMatter() throws KeySourceException {
		JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("first")
			.type(JOSEObjectType.JWT)
			.customParam("nonce", "a")
			.build();
		assertThat(this.choice.selectJWSKeys(header, null)).hasSize(1);
	}

}
