package dev.essfacade.security.jwt;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSetBasedJWKSource;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import org.jspecify.annotations.Nullable;

/**
 * Caches the issuer's signing keys. Keys older than five minutes are refreshed in the
 * background. While the issuer is unavailable, the previous keys stay valid until twelve
 * hours after their fetch. An unknown key ID causes a refresh, too.
 */
final class CachingJwkSource implements JWKSource<SecurityContext>, AutoCloseable {

	static final Duration MAX_AGE = Duration.ofHours(12);

	private static final Duration REFRESH_AGE = Duration.ofMinutes(5);

	private final ScheduledExecutorService refresher = Executors
		.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("signing-keys-refresh").factory());

	private final JWKSetSource<SecurityContext> cache;

	private final InstantSource clock;

	CachingJwkSource(RemoteJwkSet remote, InstantSource clock) {
		this.clock = clock;
		JWKSource<SecurityContext> source = JWKSourceBuilder.create(remote)
			.cache(MAX_AGE.toMillis(), JWKSourceBuilder.DEFAULT_CACHE_REFRESH_TIMEOUT)
			.refreshAheadCache(MAX_AGE.minus(REFRESH_AGE).toMillis(), null, this.refresher, true, null, false)
			.rateLimited(false) // RemoteJwkSet has a stricter limit.
			.build();
		this.cache = ((JWKSetBasedJWKSource<SecurityContext>) source).getJWKSetSource();
	}

	/**
	 * Returns the signing keys that match, or none if the issuer has no such key.
	 * @throws KeySourceException if there are no keys, or none younger than twelve hours
	 */
	@Override
	public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context) throws KeySourceException {
		JWKSet known = current(JWKSetCacheRefreshEvaluator.noRefresh());
		List<JWK> keys = selector.select(known);
		return keys.isEmpty() ? afterRefresh(selector, known) : keys;
	}

	/**
	 * Returns the cached JWK set. If there is none, fetches it, and returns null if the
	 * fetch fails.
	 */
	@Nullable JWKSet known() {
		try {
			return current(JWKSetCacheRefreshEvaluator.noRefresh());
		}
		catch (KeySourceException _) {
			return null;
		}
	}

	/**
	 * Refreshes the JWK set and returns the keys that match. Returns none if the issuer
	 * is unavailable or was called recently.
	 */
	private List<JWK> afterRefresh(JWKSelector selector, JWKSet known) {
		try {
			return selector.select(current(JWKSetCacheRefreshEvaluator.referenceComparison(known)));
		}
		catch (KeySourceException _) {
			return List.of();
		}
	}

	private JWKSet current(JWKSetCacheRefreshEvaluator evaluator) throws KeySourceException {
		return this.cache.getJWKSet(evaluator, this.clock.millis(), null);
	}

	/** Starts to fetch and refresh the keys in the background. */
	void start() {
		var _ = this.refresher.scheduleWithFixedDelay(this::refresh, 0, 1, TimeUnit.SECONDS);
	}

	/**
	 * Fetches the keys if they are missing or due for a refresh, within the rate limit.
	 * {@link RemoteJwkSet} logs a failure, and a later refresh repeats the fetch.
	 */
	void refresh() {
		var _ = known();
	}

	@Override
	public void close() {
		this.refresher.shutdownNow();
	}

}
