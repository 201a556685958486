package dev.essfacade.security.jwt;

import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.util.Base64;
import dev.essfacade.support.TestIssuer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Selection of signing keys by the header of a token. */
class StrictJwsKeySelectorTests {

	private static final RSAKey KEY = TestIssuer.rsa("first");

	private final StrictJwsKeySelector selector = new StrictJwsKeySelector(
			new ImmutableJWKSet<>(new JWKSet(KEY.toPublicJWK())));

	@ParameterizedTest
	@ValueSource(strings = { "RS256", "RS384", "RS512", "PS256", "PS384", "PS512" })
	void selectsTheIssuersKeyForAnRsaAlgorithm(String algorithm) throws Exception {
		assertThat(this.selector.selectJWSKeys(new JWSHeader(JWSAlgorithm.parse(algorithm)), null))
			.containsExactly(KEY.toPublicKey());
	}

	@ParameterizedTest
	@ValueSource(strings = { "HS256", "HS512", "ES256", "EdDSA", "RSA", "ES256K" })
	void selectsNoKeyForAnyOtherAlgorithm(String algorithm) throws KeySourceException {
		assertThat(this.selector.selectJWSKeys(new JWSHeader(JWSAlgorithm.parse(algorithm)), null)).isEmpty();
	}

	@Test
	void selectsNoKeyForATokenThatBringsItsKey() throws KeySourceException {
		URI own = URI.create("https://127.0.0.1/keys");
		List<UnaryOperator<JWSHeader.Builder>> headers = List.of((header) -> header.jwkURL(own),
				(header) -> header.jwk(KEY.toPublicJWK()), (header) -> header.x509CertURL(own),
				(header) -> header.x509CertChain(List.of(new Base64("AAAA"))),
				(header) -> header.criticalParams(Set.of("exp")), (header) -> header.base64URLEncodePayload(false),
				(header) -> header.contentType("JWT"));
		for (UnaryOperator<JWSHeader.Builder> change : headers) {
			JWSHeader header = change.apply(new JWSHeader.Builder(JWSAlgorithm.RS256)).build();
			assertThat(this.selector.selectJWSKeys(header, null)).as(header.toString()).isEmpty();
		}
	}

	@ParameterizedTest
	@CsvSource({ "ES256, P-256", "ES384, P-384", "ES512, P-521" })
	void selectsOnlyKeysOnTheCurveOfTheAlgorithm(String algorithm, String curve) throws Exception {
		List<JWK> keys = Stream.of(Curve.P_256, Curve.P_384, Curve.P_521)
			.map((each) -> (JWK) TestIssuer.ec(each, "same"))
			.toList();
		JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.parse(algorithm)).keyID("same").build();
		assertThat(new StrictJwsKeySelector(new ImmutableJWKSet<>(new JWKSet(keys))).selectJWSKeys(header, null))
			.containsExactly(keys.stream()
				.map(JWK::toECKey)
				.filter((key) -> key.getCurve().getName().equals(curve))
				.findFirst()
				.orElseThrow()
				.toECPublicKey());
	}

	@Test
	void ignoresOtherHeaderParameters() throws KeySourceException {
		JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("first")
			.type(JOSEObjectType.JWT)
			.customParam("nonce", "a")
			.build();
		assertThat(this.selector.selectJWSKeys(header, null)).hasSize(1);
	}

}
