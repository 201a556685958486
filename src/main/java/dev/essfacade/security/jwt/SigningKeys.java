package dev.essfacade.security.jwt;

import java.io.IOException;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyConverter;
import com.nimbusds.jose.jwk.KeyOperation;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.JSONObjectUtils;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Parses a JWK set key by key. A key that is not understood is ignored, as RFC 7517
 * section 5 recommends; {@code JWKSet.parse} would reject the whole set.
 */
final class SigningKeys {

	private static final Logger logger = LoggerFactory.getLogger(SigningKeys.class);

	/** Minimum length of an RSA key (RFC 7518 section 3.3). */
	private static final int MIN_RSA_BITS = 2048;

	private SigningKeys() {
	}

	/** Returns the keys of a JWK set that can verify signatures, at least one. */
	static JWKSet parse(String json) throws ParseException, IOException {
		@Nullable List<Object> all = JSONObjectUtils.getJSONArray(JSONObjectUtils.parse(json), "keys");
		List<JWK> keys = Stream.ofNullable(all)
			.flatMap(List::stream)
			.map(SigningKeys::parseKey)
			.filter(Objects::nonNull)
			.toList();
		if (keys.isEmpty()) {
			throw new IOException("the JWK set contains no usable signing key");
		}
		return new JWKSet(keys);
	}

	/** Parses a member of the JWK set. Returns null if the member is not a usable key. */
	@SuppressWarnings("unchecked") // names of JSON members are strings
	private static @Nullable JWK parseKey(@Nullable Object member) {
		try {
			JWK key = JWK.parse((Map<String, Object>) Objects.requireNonNull(member));
			return canVerify(key) ? key.toPublicJWK() : null;
		}
		catch (ParseException | RuntimeException ex) {
			logger.debug("Ignored a key of the JWK set: {}", ex.getClass().getSimpleName());
			return null;
		}
	}

	private static boolean canVerify(JWK key) {
		boolean asymmetric = key instanceof ECKey || (key instanceof RSAKey rsa && rsa.size() >= MIN_RSA_BITS);
		boolean signs = key.getKeyUse() == null || KeyUse.SIGNATURE.equals(key.getKeyUse());
		boolean verifies = key.getKeyOperations() == null || key.getKeyOperations().contains(KeyOperation.VERIFY);
		return asymmetric && signs && verifies && !KeyConverter.toJavaKeys(List.of(key.toPublicJWK())).isEmpty();
	}

}
