package dev.esssimulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

import dev.esssimulator.gateway.Signing;

/**
 * Minimal client of the simulator: signs with version 1.0, and uses the JDK's HTTP
 * client.
 */
public final class RpcClient {

	private static final HttpClient http = HttpClient.newHttpClient();

	private final EssSimulator simulator;

	private final AccessKey key;

	public RpcClient(EssSimulator simulator) {
		this(simulator, simulator.accessKey());
	}

	private RpcClient(EssSimulator simulator, AccessKey key) {
		this.simulator = simulator;
		this.key = key;
	}

	public RpcClient with(AccessKey other) {
		return new RpcClient(this.simulator, other);
	}

	/** Sends all parameters in the query. */
	public HttpResponse<String> get(String action, Map<String, String> parameters) {
		return send(HttpRequest.newBuilder(uri(signed("GET", action, parameters))).build());
	}

	/** Sends all parameters in the form. */
	public HttpResponse<String> post(String action, Map<String, String> parameters) {
		return send(HttpRequest.newBuilder(this.simulator.endpoint().resolve("/"))
			.header("Content-Type", "application/x-www-form-urlencoded")
			.POST(HttpRequest.BodyPublishers.ofString(encoded(signed("POST", action, parameters))))
			.build());
	}

	public URI uri(Map<String, String> signed) {
		return this.simulator.endpoint().resolve("/?" + encoded(signed));
	}

	public SortedMap<String, String> signed(String method, String action, Map<String, String> parameters) {
		return sign(method, unsigned(action, parameters));
	}

	public SortedMap<String, String> unsigned(String action, Map<String, String> parameters) {
		SortedMap<String, String> all = new TreeMap<>();
		all.put("Action", action);
		all.put("Version", "2014-08-28");
		all.put("AccessKeyId", this.key.id());
		all.put("SignatureMethod", "HMAC-SHA1");
		all.put("SignatureVersion", "1.0");
		all.put("SignatureNonce", UUID.randomUUID().toString());
		all.put("Timestamp", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
		if (this.key.securityToken() != null) {
			all.put("SecurityToken", this.key.securityToken());
		}
		all.putAll(parameters);
		return all;
	}

	public SortedMap<String, String> sign(String method, SortedMap<String, String> unsigned) {
		SortedMap<String, String> signed = new TreeMap<>(unsigned);
		signed.put("Signature", Signing.v1(method, unsigned, this.key.secret()));
		return signed;
	}

	public HttpResponse<String> send(HttpRequest request) {
		try {
			return http.send(request, HttpResponse.BodyHandlers.ofString());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	public static String encoded(Map<String, String> parameters) {
		return parameters.entrySet()
			.stream()
			.map((each) -> URLEncoder.encode(each.getKey(), StandardCharsets.UTF_8) + "="
					+ URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
			.collect(Collectors.joining("&"));
	}

}
