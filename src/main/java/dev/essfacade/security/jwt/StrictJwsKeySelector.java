package dev.essfacade.security.jwt;

import java.util.Collections;
import java.util.Set;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import org.jspecify.annotations.Nullable;

/**
 * Selects the issuer's signing keys that match a token's algorithm, curve and key ID.
 * Nimbus alone does not compare the curve.
 */
final class StrictJwsKeySelector extends JWSVerificationKeySelector<SecurityContext> {

	/** Asymmetric algorithms of the JDK. EdDSA would require a further library. */
	private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(JWSAlgorithm.RS256, JWSAlgorithm.RS384,
			JWSAlgorithm.RS512, JWSAlgorithm.PS256, JWSAlgorithm.PS384, JWSAlgorithm.PS512, JWSAlgorithm.ES256,
			JWSAlgorithm.ES384, JWSAlgorithm.ES512);

	/** Header parameters that bring a key or require processing that is missing here. */
	private static final Set<String> UNSUPPORTED = Set.of("jku", "jwk", "x5u", "x5c", "crit", "b64", "cty");

	StrictJwsKeySelector(JWKSource<SecurityContext> signingKeys) {
		super(ALGORITHMS, signingKeys);
	}

	@Override
	protected @Nullable JWKMatcher createJWKMatcher(JWSHeader header) {
		return Collections.disjoint(header.getIncludedParams(), UNSUPPORTED)
				? new JWKMatcher.Builder(super.createJWKMatcher(header))
					.curves(Curve.forJWSAlgorithm(header.getAlgorithm()))
					.build()
				: null;
	}

}
