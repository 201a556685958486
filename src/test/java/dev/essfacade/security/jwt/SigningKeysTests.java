package dev.essfacade.security.jwt;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.JSONObjectUtils;
import dev.essfacade.support.TestIssuer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Parsing of an issuer's JWK set, key by key. */
class SigningKeysTests {

	private static final RSAKey RSA = TestIssuer.rsa("first");

	private static final ECKey EC = TestIssuer.ec(Curve.P_256, "second");

	@Test
	void keepsEveryRsaAndEcKey() throws Exception {
		ECKey unnamed = new ECKey.Builder(TestIssuer.ec(Curve.P_521, "third")).keyID(null).build();
		assertThat(SigningKeys.parse(new JWKSet(List.of(RSA, EC, unnamed)).toString()).getKeys())
			.containsExactly(RSA.toPublicJWK(), EC.toPublicJWK(), unnamed.toPublicJWK());
	}

	@Test
	void keepsOnlyThePublicPartOfAPrivateKey() throws Exception {
		JWKSet keys = SigningKeys.parse(set(RSA.toJSONString()));
		assertThat(keys.getKeys()).singleElement().returns(false, JWK::isPrivate);
	}

	@ParameterizedTest
	@MethodSource("unusableKeys")
	void ignoresAnUnusableKeyAndKeepsTheOthers(String unusable) throws Exception {
		assertThat(SigningKeys.parse(set(unusable, good(), unusable)).getKeys()).containsExactly(RSA.toPublicJWK());
	}

	@ParameterizedTest
	@MethodSource("unusableKeys")
	void rejectsASetWithoutAUsableKey(String unusable) {
		assertThatThrownBy(() -> SigningKeys.parse(set(unusable))).isInstanceOf(IOException.class)
			.hasMessage("the JWK set contains no usable signing key");
	}

	@ParameterizedTest
	@MethodSource("usableVariants")
	void keepsAKeyWithUnknownOrPermittedMembers(String usable) throws Exception {
		assertThat(SigningKeys.parse(set(usable)).getKeys()).hasSize(1);
	}

	static Stream<String> usableVariants() {
		return Stream
			.of(Map.of("use", "sig"), Map.of("key_ops", List.of("verify")),
					Map.of("key_ops", List.of("sign", "verify")), Map.of("alg", "RS256"), Map.of("ext", true),
					Map.of("unknown", Map.of("a", List.of(1))))
			.map((change) -> changed(RSA.toPublicJWK(), change));
	}

	static Stream<String> unusableKeys() {
		JWK rsa = RSA.toPublicJWK();
		JWK ec = EC.toPublicJWK();
		Stream<String> noKeys = Stream.of("null", "1", "true", "\"x\"", "[]", "[{}]", "{}", "{\"kty\":\"RSA\"}",
				"{\"kty\":\"XYZ\",\"kid\":\"x\"}", "{\"kty\":\"oct\",\"k\":\"AAAA\",\"kid\":\"first\"}",
				"{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo\"}",
				"{\"kty\":\"OKP\",\"crv\":\"X25519\",\"x\":\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo\"}",
				"{\"kty\":\"EC\",\"crv\":\"BP-256\",\"kid\":\"bp\",\"x\":\"AAAA\",\"y\":\"AAAA\"}",
				"{\"kty\":\"AKP\",\"alg\":\"ML-DSA-44\",\"pub\":\"AAAA\"}");
		List<Object> wrongTypes = List.of(1, true, List.of(), List.of(1), Map.of(), "");
		Stream<String> kinds = wrongTypes.stream().map((value) -> changed(rsa, Map.of("kty", value)));
		Stream<String> moduli = Stream.concat(wrongTypes.stream(), Stream.of("AQAB", "AA", "!", "A".repeat(80), "/+="))
			.map((value) -> changed(rsa, Map.of("n", value)));
		Stream<String> exponents = wrongTypes.stream().map((value) -> changed(rsa, Map.of("e", value)));
		Stream<String> points = Stream.concat(wrongTypes.stream(), Stream.of("AAAA", "AQ", "!"))
			.flatMap((value) -> Stream.of(changed(ec, Map.of("x", value)), changed(ec, Map.of("y", value))));
		Stream<String> curves = Stream
			.concat(wrongTypes.stream(), Stream.of("BP-256", "P-384", "P-999", "secp256k1", "Ed25519", "p-256"))
			.map((value) -> changed(ec, Map.of("crv", value)));
		Stream<String> purposes = Stream.<Map<String, Object>>of(Map.of("use", "enc"), Map.of("use", "other"),
				Map.of("use", 1), Map.of("use", List.of("sig")), Map.of("key_ops", List.of("encrypt")),
				Map.of("key_ops", List.of("sign")), Map.of("key_ops", List.of()), Map.of("key_ops", "verify"),
				Map.of("key_ops", List.of("other")), Map.of("key_ops", List.of(1)),
				Map.of("use", "enc", "key_ops", List.of("encrypt")), Map.of("use", "enc", "key_ops", List.of("verify")))
			.map((change) -> changed(rsa, change));
		Stream<String> others = Stream
			.<Map<String, Object>>of(Map.of("kid", 1), Map.of("kid", List.of()), Map.of("alg", 1),
					Map.of("alg", Map.of()), Map.of("x5c", "AAAA"), Map.of("x5c", List.of(1)),
					Map.of("x5c", List.of("AAAA")), Map.of("x5u", 1), Map.of("x5t", 1), Map.of("exp", "x"))
			.map((change) -> changed(rsa, change));
		return Stream.of(noKeys, kinds, moduli, exponents, points, curves, purposes, others).flatMap((all) -> all);
	}

	@ParameterizedTest
	@MethodSource("unreadableSets")
	void failsForASetThatIsNotReadable(String unreadable) {
		assertThatThrownBy(() -> SigningKeys.parse(unreadable)).isInstanceOf(Exception.class);
	}

	static Stream<String> unreadableSets() {
		return Stream.of("", "null", "1", "[]", "<html>", "{}", "{\"keys\":null}", "{\"keys\":{}}", "{\"keys\":\"x\"}",
				"{\"keys\":[]}", "{\"keys\":[" + good(), "{\"keys\":" + "[".repeat(5000), good());
	}

	private static String good() {
		return RSA.toPublicJWK().toJSONString();
	}

	private static String set(String... keys) {
		return "{\"keys\":[" + String.join(",", keys) + "]}";
	}

	private static String changed(JWK key, Map<String, ?> change) {
		Map<String, Object> members = key.toJSONObject();
		members.putAll(change);
		return JSONObjectUtils.toJSONString(members);
	}

}
