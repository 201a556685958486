package dev.essfacade.ess.http;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

import dev.essfacade.ess.http.Exchange.Limits;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.HttpEntities;
import org.apache.hc.core5.http.message.BasicNameValuePair;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.net.WWWFormCodec;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests that the SDK does not sign: to STS, the ECS metadata service and the
 * token issuer. It never retries and never follows a redirect.
 */
public final class UnsignedHttpClient implements AutoCloseable {

	private static final int MAX_CONNECTIONS = 4;

	private static final int MAX_CONNECTIONS_PER_ROUTE = 2;

	private final CloseableHttpClient http;

	private final Limits limits;

	/**
	 * Creates a client with a small connection pool of its own.
	 * @param connectTimeout longest time to open a connection
	 * @param exchangeTimeout longest time for a request and its complete response
	 * @param maxResponseBytes longest response body
	 * @param proxy the egress proxy
	 */
	public UnsignedHttpClient(Duration connectTimeout, Duration exchangeTimeout, int maxResponseBytes,
			EgressProxyProperties proxy) {
		this.http = HttpClientFactory.create(connectTimeout, MAX_CONNECTIONS, MAX_CONNECTIONS_PER_ROUTE, proxy);
		this.limits = new Limits(exchangeTimeout, maxResponseBytes);
	}

	/**
	 * Sends a form and asks for JSON.
	 * @throws ExchangeFailedException if no complete response arrived
	 */
	public RawResponse post(URI url, Map<String, String> form) throws ExchangeFailedException {
		String body = WWWFormCodec.format(form.entrySet()
			.stream()
			.map((field) -> new BasicNameValuePair(field.getKey(), field.getValue()))
			.toList(), StandardCharsets.UTF_8);
		return send("POST", url, Map.of("Accept", "application/json"),
				HttpEntities.create(body, ContentType.APPLICATION_FORM_URLENCODED));
	}

	/**
	 * Sends a request without a body.
	 * @throws ExchangeFailedException if no complete response arrived
	 */
	public RawResponse send(String method, URI url, Map<String, String> headers) throws ExchangeFailedException {
		return send(method, url, headers, null);
	}

	private RawResponse send(String method, URI url, Map<String, String> headers, @Nullable HttpEntity body)
			throws ExchangeFailedException {
		HttpUriRequestBase request = new HttpUriRequestBase(method, url);
		request.setConfig(HttpClientFactory.requestConfig().build());
		headers.forEach(request::setHeader);
		if (body != null) {
			request.setEntity(body);
		}
		return new Exchange(this.http, request, request.getRequestUri(), this.limits).execute();
	}

	@Override
	public void close() {
		this.http.close(CloseMode.GRACEFUL);
	}

}
