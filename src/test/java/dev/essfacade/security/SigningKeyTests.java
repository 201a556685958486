package dev.essfacade.security;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.essfacade.support.Caller.Answer;
import dev.essfacade.support.StartedFacade;
import dev.essfacade.support.TestIssuer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Headers and signatures of access tokens against the issuer's JWK set. */
class SigningKeyTests {

	private static final ECKey P256 = TestIssuer.ec(Curve.P_256, "p256");

	private static final ECKey P384 = TestIssuer.ec(Curve.P_384, "p384");

	private static final ECKey P521 = TestIssuer.ec(Curve.P_521, "p521");

	private static final TestIssuer issuer = new TestIssuer();

	private static StartedFacade facade;

	@BeforeAll
	static void start() {
		issuer.publish(issuer.key(), P256, P384, P521);
		facade = StartedFacade.with(issuer.settings());
	}

	@AfterAll
	static void stop() {
		facade.close();
		issuer.close();
	}

	@Test
	void acceptsEachCurveWithAndWithoutAKeyId() throws JOSEException {
		for (Map.Entry<JWSAlgorithm, ECKey> pair : List.of(Map.entry(JWSAlgorithm.ES256, P256),
				Map.entry(JWSAlgorithm.ES384, P384), Map.entry(JWSAlgorithm.ES512, P521))) {
			ECDSASigner signer = new ECDSASigner(pair.getValue());
			JWSHeader named = new JWSHeader.Builder(pair.getKey()).keyID(pair.getValue().getKeyID()).build();
			assertThat(get(TestIssuer.sign(named, claims(), signer)).status()).as(named.toString()).isEqualTo(200);
			JWSHeader unnamed = new JWSHeader(pair.getKey());
			assertThat(get(TestIssuer.sign(unnamed, claims(), signer)).status()).as(unnamed.toString()).isEqualTo(200);
		}
	}

	/**
	 * Combines every algorithm with every key ID of the set, with an unknown key ID, and
	 * with no key ID.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "ES256K",
			"HS256", "HS384", "HS512", "EdDSA", "Ed25519", "RS1", "RSA-OAEP", "dir", "none", "XX", "" })
	void rejectsAnySignatureWhateverAlgorithmAndKeyAreNamed(String algorithm) {
		for (String key : List.of("first", "p256", "p384", "p521", "unknown", "")) {
			String kid = key.isEmpty() ? "" : ",\"kid\":\"" + key + '"';
			String header = "{\"alg\":\"" + algorithm + '"' + kid + '}';
			for (int length : new int[] { 0, 1, 64, 96, 132, 256, 512 }) {
				Answer answer = get(unsigned(header, new byte[length]));
				assertThat(answer.status()).as(header + length).isEqualTo(401);
			}
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			{"alg":"RS256","typ":1}
			{"alg":"RS256","typ":null}
			{"alg":"RS256","typ":["at+jwt"]}
			{"alg":"RS256","typ":{"a":"at+jwt"}}
			{"alg":"RS256","kid":1}
			{"alg":"RS256","kid":null}
			{"alg":"RS256","kid":["first"]}
			{"alg":"RS256","kid":{}}
			{"alg":1}
			{"alg":null}
			{"alg":{}}
			{"alg":["RS256"]}
			{"alg":"RS256","crit":"exp"}
			{"alg":"RS256","crit":[]}
			{"alg":"RS256","crit":[1]}
			{"alg":"RS256","b64":"x"}
			{"alg":"RS256","b64":false}
			{"alg":"RS256","jwk":1}
			{"alg":"RS256","jwk":{}}
			{"alg":"RS256","jwk":{"kty":"oct","k":"AAAA"}}
			{"alg":"RS256","jku":1}
			{"alg":"RS256","x5c":[1]}
			{"alg":"RS256","x5c":"AAAA"}
			{"alg":"RS256","x5t":1}
			{"alg":"RS256","x5t#S256":"AAAA"}
			{"alg":"RS256","x5t#S256":[]}
			{"alg":"RS256","cty":1}
			{"alg":"RS256","alg":"RS256"}
			{"alg":"RS256","zip":"DEF"}
			{}
			""")
	void rejectsAHeaderMemberOfAnyTypeWithoutAnError(String header) {
		assertThat(get(unsigned(header, new byte[256])).status()).isEqualTo(401);
	}

	@ParameterizedTest
	@ValueSource(strings = { "Bearer  ", "Bearer     ", "bearer  ", "BEARER " })
	void acceptsSeveralSpacesAfterTheScheme(String scheme) throws JOSEException {
		String token = TestIssuer.sign(issuer.header().build(), claims(), new RSASSASigner(issuer.key()));
		assertThat(facade.caller().get("/api/v1/regions", "Authorization", scheme + token).status()).isEqualTo(200);
	}

	private static String unsigned(String header, byte[] signature) {
		return encoded(header.getBytes(StandardCharsets.UTF_8)) + "."
				+ encoded(claims().toString().getBytes(StandardCharsets.UTF_8)) + "." + encoded(signature);
	}

	private static String encoded(byte[] bytes) {
		return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
	}

	private static JWTClaimsSet claims() {
		return issuer.claims(Instant.now(), (_) -> {
		});
	}

	private static Answer get(String token) {
		return facade.caller().get("/api/v1/regions", "Authorization", "Bearer " + token);
	}

}
