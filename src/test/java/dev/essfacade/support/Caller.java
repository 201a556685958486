package dev.essfacade.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;

import dev.essfacade.openapi.Contract;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * HTTP client for requests to the service. The client searches each response for secrets,
 * and compares responses with the OpenAPI document.
 */
public final class Caller {

	/** Path of the region of the tests' scaling group. */
	public static final String REGION = "/api/v1/regions/cn-hangzhou";

	/** Path of the scaling group of most tests. */
	public static final String GROUP = REGION + "/scaling-groups/asg-bp18p2yfxow2dloq";

	/** Path of the detach of ALB server groups. */
	public static final String ALB_DETACH = GROUP + "/alb-server-groups/detach";

	/** Path of the detach of classic load balancers. */
	public static final String CLB_DETACH = GROUP + "/load-balancers/detach";

	/** Path of a scaling activity. */
	public static final String ACTIVITY = REGION + "/scaling-activities/asa-bp1c9djwrgxjyk31ruja";

	private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private static final JsonMapper JSON = new JsonMapper();

	private final URI service;

	/** Creates a caller of a loopback port. */
	public Caller(int port) {
		this.service = URI.create("http://127.0.0.1:" + port);
	}

	/** Sends a GET. Headers are alternating names and values. */
	public Answer get(String path, String... headers) {
		return send(HttpRequest.newBuilder(this.service.resolve(path)), headers);
	}

	/** Posts JSON. */
	public Answer post(String path, String json, String... headers) {
		HttpRequest.Builder request = HttpRequest.newBuilder(this.service.resolve(path))
			.POST(BodyPublishers.ofString(json));
		return send(request, Stream.concat(Stream.of("Content-Type", "application/json"), Arrays.stream(headers))
			.toArray(String[]::new));
	}

	/** Sends a request without a body. */
	public Answer method(String method, String path) {
		return send(HttpRequest.newBuilder(this.service.resolve(path)).method(method, BodyPublishers.noBody()));
	}

	/** Sends a request. */
	public Answer send(HttpRequest.Builder request, String... headers) {
		if (headers.length > 0) {
			request.headers(headers);
		}
		try {
			HttpResponse<String> response = HTTP.send(request.timeout(Duration.ofSeconds(60)).build(),
					BodyHandlers.ofString());
			KnownSecrets.mustNotBeIn("an answer", response.headers().map() + response.body());
			Contract.mustAllow(response);
			return new Answer(response);
		}
		catch (IOException | InterruptedException ex) {
			throw new AssertionError("The service did not answer", ex);
		}
	}

	/**
	 * Sends a request text that an HTTP library could not send, and reads until the
	 * service closes the connection.
	 * @param request the whole request, normally with {@code Connection: close}
	 */
	public String raw(String request) {
		try (Socket socket = new Socket(InetAddress.ofLiteral(this.service.getHost()), this.service.getPort())) {
			socket.setSoTimeout(60_000);
			socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
			String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			KnownSecrets.mustNotBeIn("an answer", answer);
			return answer;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Base URL of the service. */
	public URI service() {
		return this.service;
	}

	/**
	 * Response of the service.
	 *
	 * @param http the response as the client read it
	 */
	public record Answer(HttpResponse<String> http) {

		/** Status code. */
		public int status() {
			return this.http.statusCode();
		}

		/** Returns a header; null if it is absent. */
		public @Nullable String header(String name) {
			return this.http.headers().firstValue(name).orElse(null);
		}

		/** Returns the body as JSON. */
		public JsonNode json() {
			return JSON.readTree(this.http.body());
		}

		/** Returns a field of the body as text; null if it is absent. */
		public @Nullable String field(String name) {
			JsonNode value = json().path(name);
			return value.isMissingNode() ? null : value.asString();
		}

		/** Returns a header; fails if it is absent. */
		public String mustHave(String name) {
			return Objects.requireNonNull(header(name), name);
		}

	}

}
