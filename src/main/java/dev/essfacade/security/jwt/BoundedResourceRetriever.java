package dev.essfacade.security.jwt;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;

import com.nimbusds.jose.util.Resource;
import com.nimbusds.jose.util.ResourceRetriever;
import dev.essfacade.ess.http.EgressProxyProperties;
import dev.essfacade.ess.http.RawResponse;
import dev.essfacade.ess.http.UnsignedHttpClient;

/**
 * Fetches the issuer's metadata and JWK set, with limits on time and size, and without
 * following redirects.
 */
final class BoundedResourceRetriever implements ResourceRetriever, AutoCloseable {

	private static final int MAX_RESPONSE_BYTES = 256 * 1024;

	private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

	/** Timeout of the whole exchange. */
	private static final Duration FETCH_TIMEOUT = Duration.ofSeconds(5);

	private final UnsignedHttpClient http;

	BoundedResourceRetriever(EgressProxyProperties proxy) {
		this.http = new UnsignedHttpClient(CONNECT_TIMEOUT, FETCH_TIMEOUT, MAX_RESPONSE_BYTES, proxy);
	}

	@Override
	public Resource retrieveResource(URL url) throws IOException {
		RawResponse response = this.http.send("GET", URI.create(url.toString()),
				Map.of("Accept", "application/json, application/jwk-set+json"));
		if (response.status() != 200) {
			throw new IOException(url.getAuthority() + " returned " + response.status());
		}
		return new Resource(new String(response.body(), StandardCharsets.UTF_8),
				Objects.requireNonNullElse(response.field("content-type"), ""));
	}

	@Override
	public void close() {
		this.http.close();
	}

}
