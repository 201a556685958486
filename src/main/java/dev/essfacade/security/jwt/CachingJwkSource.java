package dev.essfacade.security.jwt;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

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
 * The issuer's keys, kept. They are looked at anew when a request finds them five minutes
 * old, beside it, so that nobody waits; while that fails, those that are there remain
 * good for twelve hours. A key id that is not among them is worth one look, too.
 */
final class CachingJwkSource implements JWKSource<SecurityContext>, AutoCloseable {

	static final Duration GOOD_FOR = Duration.ofHours(12);

	private static final Duration FRESH_FOR = Duration.ofMinutes(5);

	private final ExecutorService refresher = Executors.newVirtualThreadPerTaskExecutor();

	private final JWKSetSource<SecurityContext> kept;

	private final InstantSource clock;

	CachingJwkSource(JWKSetSource<SecurityContext> published, InstantSource clock) {
		this.clock = clock;
		JWKSource<SecurityContext> source = JWKSourceBuilder.create(published)
			.cache(GOOD_FOR.toMillis(), BoundedResourceRetriever.LONGEST.multipliedBy(3).toMillis())
			.refreshAheadCache(GOOD_FOR.minus(FRESH_FOR).toMillis(), null, this.refresher, true, null, false)
			.rateLimited(false) // PublishedKeys is stricter
			.build();
		this.kept = ((JWKSetBasedJWKSource<SecurityContext>) source).getJWKSetSource();
	}

	/**
	 * The keys that a token may be signed with; none if the issuer has no such key.
	 * @throws KeySourceException if no keys were ever had, or none for too long
	 */
	@Override
	public List<JWK> get(JWKSelector wanted, @Nullable SecurityContext context) throws KeySourceException {
		long now = this.clock.millis();
		JWKSet known = this.kept.getJWKSet(JWKSetCacheRefreshEvaluator.noRefresh(), now, context);
		List<JWK> keys = wanted.select(known);
		return keys.isEmpty() ? newKeys(wanted, known, now, context) : keys;
	}

	/** None either, when the issuer cannot be asked now. */
	private List<JWK> newKeys(JWKSelector wanted, JWKSet known, long now, @Nullable SecurityContext context) {
		try {
			return wanted
				.select(this.kept.getJWKSet(JWKSetCacheRefreshEvaluator.referenceComparison(known), now, context));
		}
		catch (KeySourceException _) {
			return List.of();
		}
	}

	/**
	 * Fetches the first keys beside the start, so that the first caller need not wait.
	 */
	void prepare() {
		this.refresher.execute(() -> {
			try {
				this.kept.getJWKSet(JWKSetCacheRefreshEvaluator.noRefresh(), this.clock.millis(), null);
			}
			catch (KeySourceException _) {
				// It stands in the log; the next request tries again.
			}
		});
	}

	@Override
	public void close() {
		this.refresher.shutdownNow();
	}

}
