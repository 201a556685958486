package dev.essfacade.ess.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.HttpEntities;
import org.apache.hc.core5.http.message.BasicNameValuePair;
import org.apache.hc.core5.net.WWWFormCodec;
import org.jspecify.annotations.Nullable;

/** The few requests that the SDK has no part in: those that ask for credentials. */
public final class UnsignedHttpClient implements AutoCloseable {

	private final CloseableHttpClient http;

	private final Duration limit;

	/**
	 * Creates a client of its own, with few connections.
	 * @param connectTimeout longest time to open a connection
	 * @param limit longest time for one request and its whole answer
	 */
	public UnsignedHttpClient(Duration connectTimeout, Duration limit) {
		this.http = HttpClientFactory.create(connectTimeout, 4, 2);
		this.limit = limit;
	}

	/**
	 * Sends a form.
	 * @throws ExchangeFailedException if no whole answer came
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
	 * @throws ExchangeFailedException if no whole answer came
	 */
	public RawResponse send(String method, URI url, Map<String, String> fields) throws ExchangeFailedException {
		return send(method, url, fields, null);
	}

	private RawResponse send(String method, URI url, Map<String, String> fields, @Nullable HttpEntity body)
			throws ExchangeFailedException {
		HttpUriRequestBase request = new HttpUriRequestBase(method, url);
		request.setConfig(RequestConfig.custom().setProtocolUpgradeEnabled(false).build());
		fields.forEach(request::setHeader);
		if (body != null) {
			request.setEntity(body);
		}
		return new Exchange(this.http, request, request.getRequestUri()).within(this.limit);
	}

	@Override
	public void close() {
		try {
			this.http.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
