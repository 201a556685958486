package dev.essfacade.security.jwt;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSetUnavailableException;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jose.util.ResourceRetriever;
import dev.essfacade.ess.http.ExchangeFailedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches the issuer's JWK set, at most once in 30 seconds, successful or not. Nimbus's
 * own rate limit permits a second fetch in each interval.
 */
final class RemoteJwkSet implements JWKSetSource<SecurityContext> {

	private static final Logger logger = LoggerFactory.getLogger(RemoteJwkSet.class);

	private static final Duration MIN_INTERVAL = Duration.ofSeconds(30);

	private final IssuerProperties issuer;

	private final ResourceRetriever retriever;

	private Instant lastFetch = Instant.MIN;

	private volatile @Nullable Instant lastSuccess;

	private @Nullable JWKSet lastKeys;

	RemoteJwkSet(IssuerProperties issuer, ResourceRetriever retriever) {
		this.issuer = issuer;
		this.retriever = retriever;
	}

	/** Returns the time of the last successful fetch, or null before the first one. */
	@Nullable Instant lastSuccess() {
		return this.lastSuccess;
	}

	@Override
	public JWKSet getJWKSet(JWKSetCacheRefreshEvaluator evaluator, long now, @Nullable SecurityContext context)
			throws KeySourceException {
		requireInterval(Instant.ofEpochMilli(now));
		try {
			JWKSet keys = SigningKeys.parse(fetch(address()));
			if (!keys.equals(this.lastKeys)) {
				logger.info("Fetched new signing keys from {}: {} usable keys", this.issuer.keysFrom(), keys.size());
			}
			this.lastKeys = keys;
			this.lastSuccess = Instant.ofEpochMilli(now);
			return keys;
		}
		catch (IOException | ParseException | RuntimeException ex) {
			logger.warn("Fetching the signing keys from {} failed: {}. {}", this.issuer.keysFrom(), reason(ex),
					(this.lastSuccess != null)
							? "The previous keys stay valid for up to %s hours after their fetch at %s."
								.formatted(CachingJwkSource.MAX_AGE.toHours(), this.lastSuccess)
							: "Without signing keys every request with a token is answered with 503.");
			throw new JWKSetUnavailableException("The signing keys could not be fetched", ex);
		}
	}

	/**
	 * Takes the absolute time since the last fetch: a clock that was set back must not
	 * block fetches.
	 */
	private synchronized void requireInterval(Instant now) throws RateLimitReachedException {
		if (Duration.between(this.lastFetch, now).abs().compareTo(MIN_INTERVAL) < 0) {
			throw new RateLimitReachedException();
		}
		this.lastFetch = now;
	}

	private URL address() throws IOException, ParseException {
		@Nullable URI configured = this.issuer.jwkSetUri();
		return ((configured != null) ? configured : addressInMetadata()).toURL();
	}

	/** Returns {@code jwks_uri} of the issuer's OpenID Connect metadata. */
	private URI addressInMetadata() throws IOException, ParseException {
		String name = String.valueOf(this.issuer.issuerUri());
		URI metadata = URI.create(name.replaceFirst("/$", "") + "/.well-known/openid-configuration");
		Map<String, Object> members = JSONObjectUtils.parse(fetch(metadata.toURL()));
		if (!name.equals(members.get("issuer"))) {
			throw new IOException("the metadata names another issuer");
		}
		@Nullable URI address = JSONObjectUtils.getURI(members, "jwks_uri");
		if (address == null || !IssuerUrl.isSafe(address)) {
			throw new IOException("the metadata contains no safe jwks_uri");
		}
		return address;
	}

	private String fetch(URL url) throws IOException {
		try {
			return this.retriever.retrieveResource(url).getContent();
		}
		catch (IOException ex) {
			throw new IOException(url.getHost() + ": " + ex.getMessage(), ex);
		}
	}

	/**
	 * Returns the reason of a failure and the chain of exception types. A parser's
	 * message is omitted, because it may quote the response.
	 */
	private static String reason(Exception failure) {
		String reason = (failure instanceof IOException) ? failure.getMessage() : "the response cannot be parsed";
		return reason + ExchangeFailedException.types(" (", failure, ")");
	}

	@Override
	public void close() {
		// Spring closes the retriever, which is a bean of its own.
	}

}
