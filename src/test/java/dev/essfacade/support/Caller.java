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

/** Somebody who calls the service over plain HTTP and knows nothing of how it is made. */
public final class Caller {

	/** Where the tests' scaling group is. */
	public static final String REGION = "/api/v1/regions/cn-hangzhou";

	/** The scaling group of most tests. */
	public static final String GROUP = REGION + "/scaling-groups/asg-bp18p2yfxow2dloq";

	/** Where its ALB server groups are detached. */
	public static final String ALB_DETACH = GROUP + "/alb-server-groups/detach";

	/** Where its classic load balancers are detached. */
	public static final String CLB_DETACH = GROUP + "/load-balancers/detach";

	/** Where an activity is polled. */
	public static final String ACTIVITY = REGION + "/scaling-activities/asa-bp1c9djwrgxjyk31ruja";

	private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private static final JsonMapper JSON = new JsonMapper();

	private final URI service;

	/** Who calls this port of this machine. */
	public Caller(int port) {
		this.service = URI.create("http://127.0.0.1:" + port);
	}

	/** Sends a GET; headers come as names and values in turn. */
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

	/** Sends any method without a body. */
	public Answer method(String method, String path) {
		return send(HttpRequest.newBuilder(this.service.resolve(path)).method(method, BodyPublishers.noBody()));
	}

	/** Sends a request made by hand. */
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
	 * Sends a request that no client library would let pass, and reads until the service
	 * hangs up.
	 * @param request with {@code Connection: close}
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

	/** Where the service listens. */
	public URI service() {
		return this.service;
	}

	/**
	 * What came back.
	 *
	 * @param http as the client read it
	 */
	public record Answer(HttpResponse<String> http) {

		/** The status. */
		public int status() {
			return this.http.statusCode();
		}

		/** A header; null if it is not there. */
		public @Nullable String header(String name) {
			return this.http.headers().firstValue(name).orElse(null);
		}

		/** The body, as JSON. */
		public JsonNode json() {
			return JSON.readTree(this.http.body());
		}

		/** A field of the body as text; null if it is not there. */
		public @Nullable String field(String name) {
			JsonNode value = json().path(name);
			return value.isMissingNode() ? null : value.asString();
		}

		/** A header that has to be there. */
		public String mustHave(String name) {
			return Objects.requireNonNull(header(name), name);
		}

	}

}
