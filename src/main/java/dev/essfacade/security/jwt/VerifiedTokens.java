package dev.essfacade.security.jwt;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

import com.nimbusds.jose.jwk.JWKSet;
import org.apache.tomcat.util.security.ConcurrentMessageDigest;
import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.jwt.Jwt;

/**
 * Cache of tokens whose signature was verified in the last minute. The key is the hash of
 * the token. The claims of a cached token are still validated for each request. An entry
 * becomes invalid when the JWK set changes.
 */
final class VerifiedTokens {

	static final Duration MAX_AGE = Duration.ofSeconds(60);

	static final int MAX_TOKENS = 1000;

	private final InstantSource clock;

	private final LinkedHashMap<String, Verified> byHash = new LinkedHashMap<>();

	VerifiedTokens(InstantSource clock) {
		this.clock = clock;
	}

	/** Returns a token that one of these keys has verified, or null. */
	synchronized @Nullable Verified get(String hash, @Nullable JWKSet keys) {
		@Nullable Verified token = this.byHash.get(hash);
		return (token != null && token.keys.equals(keys) && this.clock.instant().isBefore(token.end)) ? token : null;
	}

	/**
	 * Adds a token, and removes the oldest one if there are too many.
	 * @param keys the JWK set before the token was verified; if it is null, the token is
	 * not added
	 */
	synchronized void add(String hash, @Nullable JWKSet keys, Map<String, Object> claims, Jwt jwt) {
		if (keys != null) {
			this.byHash.remove(hash);
			this.byHash.put(hash, new Verified(keys, this.clock.instant().plus(MAX_AGE), claims, jwt));
			if (this.byHash.size() > MAX_TOKENS) {
				this.byHash.pollFirstEntry();
			}
		}
	}

	/** Returns the SHA-256 hash of a token, which is the key of its entry. */
	static String hash(String token) {
		byte[] hash = ConcurrentMessageDigest.digestSHA256(token.getBytes(StandardCharsets.UTF_8));
		return Base64.getEncoder().encodeToString(hash);
	}

	/**
	 * A token with a valid signature.
	 *
	 * @param keys the JWK set that verified the token
	 * @param end time at which the token must be verified again
	 * @param claims the claims as the issuer wrote them
	 * @param jwt the token
	 */
	record Verified(JWKSet keys, Instant end, Map<String, Object> claims, Jwt jwt) {
	}

}
