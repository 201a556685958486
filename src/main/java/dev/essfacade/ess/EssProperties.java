package dev.essfacade.ess;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

import dev.essfacade.ess.http.Loopback;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * How ESS is reached.
 *
 * @param endpoint URL that every region is sent to, such as
 * {@code http://127.0.0.1:8180}; it changes the host, not which regions exist
 * @param endpoints per region, a URL that overrides or adds one row of the built-in table
 * @param allowPlainHttp whether an endpoint beyond this machine may be plain http;
 * requests then travel readable, with the access key id in them
 * @param network which host names of the built-in table to use
 * @param signatureVersion how requests are signed
 * @param connectTimeout longest time to open a connection, TLS included
 * @param readTimeout longest time for one attempt of a call that only reads
 * @param deadline longest time for one logical call with all its attempts
 * @param maxConcurrentCalls how many calls may be under way at once, and the size of the
 * connection pool
 * @param maxConcurrentCallsPerRegion how many of these may be calls of one region, so
 * that a slow region leaves room for the others
 */
@ConfigurationProperties("ess")
public record EssProperties(@Nullable URI endpoint, @DefaultValue Map<String, URI> endpoints,
		@DefaultValue("false") boolean allowPlainHttp, @DefaultValue("public") Network network,
		@DefaultValue("v1") Signature signatureVersion, @DefaultValue("2s") Duration connectTimeout,
		@DefaultValue("8s") Duration readTimeout, @DefaultValue("20s") Duration deadline,
		@DefaultValue("256") int maxConcurrentCalls, @DefaultValue("128") int maxConcurrentCallsPerRegion) {

	private static final Duration LONGEST = Duration.ofMinutes(10);

	public EssProperties {
		if (endpoint != null) {
			requireUsable("ess.endpoint", endpoint, allowPlainHttp);
		}
		endpoints.forEach((region, url) -> requireUsable("ess.endpoints." + region, url, allowPlainHttp));
		requirePositive("ess.connect-timeout", connectTimeout);
		requirePositive("ess.read-timeout", readTimeout);
		requirePositive("ess.deadline", deadline);
		requireAtLeastOne("ess.max-concurrent-calls", maxConcurrentCalls);
		requireAtLeastOne("ess.max-concurrent-calls-per-region", maxConcurrentCallsPerRegion);
	}

	private static void requireAtLeastOne(String name, int value) {
		if (value < 1) {
			throw new InvalidConfigurationPropertyValueException(name, value, "It must be at least 1.");
		}
	}

	private static void requirePositive(String name, Duration value) {
		if (value.toMillis() < 1 || value.compareTo(LONGEST) > 0) {
			throw new InvalidConfigurationPropertyValueException(name, value, "It must be from 1ms to 10m.");
		}
	}

	private static void requireUsable(String name, URI url, boolean allowPlainHttp) {
		boolean http = "http".equals(url.getScheme());
		boolean bare = url.getRawUserInfo() == null && url.getRawQuery() == null && url.getRawFragment() == null
				&& (url.getRawPath() == null || url.getRawPath().matches("/?"));
		if (!(http || "https".equals(url.getScheme())) || url.getHost() == null || !bare) {
			throw new InvalidConfigurationPropertyValueException(name, url.getHost(),
					"It must be a URL of scheme, host and perhaps port, such as https://ess.aliyuncs.com.");
		}
		if (http && !allowPlainHttp && !Loopback.is(url.getHost())) {
			throw new InvalidConfigurationPropertyValueException(name, url,
					"Plain http beyond this machine shows the access key id to the network; use https, "
							+ "or say ess.allow-plain-http=true.");
		}
	}

	/** Which of a region's two host names is called. */
	public enum Network {

		/** The host that the internet sees. */
		PUBLIC,

		/** The host inside the VPC; a region that has none is not served. */
		VPC

	}

	/** How a request is signed. */
	public enum Signature {

		/**
		 * HMAC-SHA1 over the parameters; the key id and the STS token travel in the URL.
		 */
		V1,

		/** ACS3-HMAC-SHA256; the key id and the STS token travel in headers. */
		V3

	}

}
