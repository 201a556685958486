package dev.essfacade.security.jwt;

import java.security.Key;
import java.util.List;
import java.util.Set;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the key to check a signature with: one of the issuer's, for an asymmetric
 * algorithm, whatever the token itself says of keys.
 */
final class StrictJwsKeySelector extends JWSVerificationKeySelector<SecurityContext> {

	/** EdDSA would need a further library. */
	private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(JWSAlgorithm.RS256, JWSAlgorithm.RS384,
			JWSAlgorithm.RS512, JWSAlgorithm.PS256, JWSAlgorithm.PS384, JWSAlgorithm.PS512, JWSAlgorithm.ES256,
			JWSAlgorithm.ES384, JWSAlgorithm.ES512);

	/**
	 * A token with one of these brings its key along, or wants something done that is not
	 * done here.
	 */
	private static final Set<String> REFUSED = Set.of("jku", "jwk", "x5u", "x5c", "crit", "b64", "cty");

	StrictJwsKeySelector(JWKSource<SecurityContext> keys) {
		super(ALGORITHMS, keys);
	}

	@Override
	public List<Key> selectJWSKeys(JWSHeader header, @Nullable SecurityContext context) throws KeySourceException {
		boolean refused = header.getIncludedParams().stream().anyMatch(REFUSED::contains);
		return refused ? List.of() : super.selectJWSKeys(header, context);
	}

}
