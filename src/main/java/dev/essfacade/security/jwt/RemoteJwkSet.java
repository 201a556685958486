package dev.essfacade.security.jwt;

import java.io.IOException;
import java.net.MalformedURLException;
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
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys as the issuer publishes them at this moment, looked at not more than once in
 * 30 seconds, whether it worked or not. Nimbus's own limit lets a second look through.
 */
final class RemoteJwkSet implements JWKSetSource<SecurityContext> {

	private static final Logger logger = LoggerFactory.getLogger(RemoteJwkSet.class);

	private static final Duration PAUSE = Duration.ofSeconds(30);

	private final IssuerProperties issuer;

	private final ResourceRetriever fetch;

	private Instant lastLook = Instant.MIN;

	RemoteJwkSet(IssuerProperties issuer, ResourceRetriever fetch) {
		this.issuer = issuer;
		this.fetch = fetch;
	}

	@Override
	public JWKSet getJWKSet(JWKSetCacheRefreshEvaluator evaluator, long now, @Nullable SecurityContext context)
			throws KeySourceException {
		takeTurn(Instant.ofEpochMilli(now));
		try {
			JWKSet keys = JWKSet.parse(this.fetch.retrieveResource(address()).getContent());
			if (keys.isEmpty()) {
				throw new IOException("It publishes no keys");
			}
			logger.debug("There are {} keys of {}", keys.size(), this.issuer.keysFrom());
			return keys;
		}
		catch (IOException | ParseException | IllegalArgumentException ex) {
			logger.warn("The keys of {} cannot be had: {}. Those that are there remain good for {} hours.",
					this.issuer.keysFrom(), reason(ex), CachingJwkSource.GOOD_FOR.toHours());
			throw new JWKSetUnavailableException("No keys", ex);
		}
	}

	/** The distance counts in either direction: the clock may have been set back. */
	private synchronized void takeTurn(Instant now) throws RateLimitReachedException {
		if (Duration.between(this.lastLook, now).abs().compareTo(PAUSE) < 0) {
			throw new RateLimitReachedException();
		}
		this.lastLook = now;
	}

	private URL address() throws IOException, ParseException {
		@Nullable URI known = this.issuer.jwkSetUri();
		return (known != null) ? known.toURL() : addressInMetadata();
	}

	/** As OpenID Connect Discovery has it; every usual issuer publishes this. */
	private URL addressInMetadata() throws IOException, ParseException {
		String name = String.valueOf(this.issuer.issuerUri());
		URI metadata = URI.create(name.replaceFirst("/$", "") + "/.well-known/openid-configuration");
		Map<String, Object> says = JSONObjectUtils.parse(this.fetch.retrieveResource(metadata.toURL()).getContent());
		if (!name.equals(says.get("issuer"))) {
			throw new IOException("Its metadata is that of another issuer");
		}
		return usable(JSONObjectUtils.getURI(says, "jwks_uri"));
	}

	private static URL usable(@Nullable URI address) throws IOException, MalformedURLException {
		if (address == null || !IssuerUrl.isSafe(address)) {
			throw new IOException("Its metadata names no safe address of its keys");
		}
		return address.toURL();
	}

	/** In words of ours: a parser's quote what it read. */
	private static String reason(Exception ex) {
		return (ex instanceof IOException) ? String.valueOf(ex.getMessage()) : "what it publishes is not readable";
	}

	@Override
	public void close() {
	}

}
