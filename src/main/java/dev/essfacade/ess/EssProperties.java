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
 * Settings of the calls to ESS.
 *
 * @param endpoint Sets the URL that receives the calls of every region, such as
 * {@code http://127.0.0.1:8180}. The built-in table of endpoints and
 * {@code ess.endpoints} still decide which regions are served.
 * @param endpoints Sets the URL of one region. The URL overrides the region's row in the
 * built-in table of endpoints, or adds a row.
 * @param allowPlainHttp Allows plain http for an endpoint that is not a loopback address.
 * Requests then show the access key id to the network.
 * @param network Selects the host names in the built-in table of endpoints:
 * {@code public} or {@code vpc}. Under {@code vpc}, a region without a VPC host is not
 * served.
 * @param signatureVersion Selects the signature of requests to ESS: {@code v1}
 * (HMAC-SHA1) or {@code v3} (ACS3-HMAC-SHA256). {@code v3} sends up to 13 kB in the URL,
 * which a proxy must accept.
 * @param connectTimeout Limits the time to open a connection, TLS included (1ms to 10m).
 * @param readTimeout Limits the time of one attempt of a read (1ms to 10m).
 * @param deadline Limits the time of one call with all its attempts (1ms to 10m). One
 * attempt of a write may use the whole time. In a detach, the lock of the group, the read
 * of the attachments and the write share this time.
 * @param maxConcurrentCalls Limits the calls that are in flight at the same time. The
 * minimum is 1. Further calls fail with {@code overloaded}. The connection pool has the
 * same size.
 * @param maxConcurrentCallsPerRegion Limits the calls of one region that are in flight at
 * the same time. The minimum is 1.
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
					"It must be a URL of scheme, host and optional port, such as https://ess.aliyuncs.com.");
		}
		if (http && !allowPlainHttp && !Loopback.is(url.getHost())) {
			throw new InvalidConfigurationPropertyValueException(name, url,
					"Plain http beyond loopback shows the access key id to the network. Use https, "
							+ "or set ess.allow-plain-http=true.");
		}
	}

	/** Network through which this service calls a region. */
	public enum Network {

		/** The host on the internet. */
		PUBLIC,

		/** The host in the VPC. A region without one is not served. */
		VPC

	}

	/** Signature of a request. */
	public enum Signature {

		/**
		 * HMAC-SHA1 over the parameters. The URL contains the access key id and the STS
		 * token.
		 */
		V1,

		/** ACS3-HMAC-SHA256. Headers contain the access key id and the STS token. */
		V3

	}

}
