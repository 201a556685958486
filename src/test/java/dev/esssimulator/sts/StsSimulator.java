package dev.esssimulator.sts;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import dev.esssimulator.AccessKey;
import dev.esssimulator.gateway.RpcRequest;
import dev.esssimulator.http.HttpRequest;
import dev.esssimulator.http.HttpResponse;
import dev.esssimulator.http.HttpServer;
import dev.esssimulator.http.Wire;
import org.jspecify.annotations.Nullable;

/**
 * Issues temporary credentials like {@code AssumeRoleWithOIDC} of STS and like the
 * metadata service of an ECS instance.
 */
public final class StsSimulator implements AutoCloseable {

	/** The accepted service account token, for examples and tests. */
	public static final String OIDC_TOKEN = "simulated.oidc.token";

	/** The only role. */
	public static final String ROLE = "simulated-role";

	private static final String METADATA_TOKEN = "simulated-metadata-token";

	private static final String ROLE_PATH = "/latest/meta-data/ram/security-credentials/" + ROLE;

	private final InstantSource clock;

	private final Consumer<AccessKey> onIssue;

	private final AtomicInteger issued = new AtomicInteger();

	private final List<Map<String, String>> received = new CopyOnWriteArrayList<>();

	private final HttpServer server;

	private volatile Duration life = Duration.ofHours(1);

	private volatile State state = State.UP;

	private StsSimulator(InstantSource clock, Consumer<AccessKey> onIssue) {
		this.clock = clock;
		this.onIssue = onIssue;
		this.server = HttpServer.start("127.0.0.1", 0, this::handle);
	}

	/**
	 * Starts on a free port of 127.0.0.1.
	 * @param clock clock for the expiration of credentials
	 * @param onIssue receives every issued access key, so that a simulated service can
	 * accept the key
	 */
	public static StsSimulator start(InstantSource clock, Consumer<AccessKey> onIssue) {
		return new StsSimulator(clock, onIssue);
	}

	public URI endpoint() {
		return URI.create("http://127.0.0.1:" + this.server.port());
	}

	/** Sets the lifetime of credentials that are issued from now on. */
	public void life(Duration life) {
		this.life = life;
	}

	public void become(State state) {
		this.state = state;
	}

	/** Number of issued credentials. */
	public int issued() {
		return this.issued.get();
	}

	/** Parameters of every received request, oldest first. */
	public List<Map<String, String>> received() {
		return List.copyOf(this.received);
	}

	private void handle(HttpRequest http, Wire wire) throws IOException {
		RpcRequest request = RpcRequest.of(http);
		this.received.add(Map.copyOf(request.parameters().all()));
		switch (this.state) {
			case UP -> wire.send(answer(http, request.parameters().all()));
			case FAILING -> wire.send(json(503, "{\"RequestId\":\"sts\",\"Code\":\"ServiceUnavailable\"}"));
			case SILENT -> wire.staySilent();
		}
	}

	private HttpResponse answer(HttpRequest http, Map<String, String> parameters) {
		return switch (http.method() + " " + http.path()) {
			case "POST /" -> assumeRole(parameters);
			case "PUT /latest/api/token" -> (http.header("x-aliyun-ecs-metadata-token-ttl-seconds") != null)
					? HttpResponse.of(200, "text/plain", METADATA_TOKEN) : HttpResponse.of(400, "text/plain", "");
			case "GET " + ROLE_PATH -> METADATA_TOKEN.equals(http.header("x-aliyun-ecs-metadata-token"))
					? json(200, "{\"Code\":\"Success\"," + keys() + "}") : HttpResponse.of(403, "text/plain", "");
			default -> HttpResponse.of(404, "text/plain", "");
		};
	}

	private HttpResponse assumeRole(Map<String, String> parameters) {
		@Nullable String missing = List
			.of("RoleArn", "OIDCProviderArn", "OIDCToken", "RoleSessionName", "Timestamp", "SignatureNonce")
			.stream()
			.filter((name) -> parameters.getOrDefault(name, "").isBlank())
			.findFirst()
			.orElse(null);
		if (missing != null) {
			return json(400, "{\"RequestId\":\"sts\",\"Code\":\"MissingParameter." + missing + "\"}");
		}
		if (!"AssumeRoleWithOIDC".equals(parameters.get("Action")) || !"2015-04-01".equals(parameters.get("Version"))) {
			return json(404, "{\"RequestId\":\"sts\",\"Code\":\"InvalidAction.NotFound\"}");
		}
		if (!OIDC_TOKEN.equals(parameters.get("OIDCToken"))) {
			return json(400, "{\"RequestId\":\"sts\",\"Code\":\"AuthenticationFail.OIDCToken.Invalid\"}");
		}
		return json(200, "{\"RequestId\":\"sts\",\"Credentials\":{" + keys() + "}}");
	}

	private String keys() {
		int number = this.issued.incrementAndGet();
		AccessKey key = new AccessKey("STS.simulated" + number, "sts-secret-" + number, "sts-token-" + number);
		this.onIssue.accept(key);
		Instant expiration = this.clock.instant().plus(this.life).truncatedTo(ChronoUnit.SECONDS);
		return "\"AccessKeyId\":\"%s\",\"AccessKeySecret\":\"%s\",\"SecurityToken\":\"%s\",\"Expiration\":\"%s\""
			.formatted(key.id(), key.secret(), key.securityToken(), expiration);
	}

	private static HttpResponse json(int status, String body) {
		return HttpResponse.of(status, "application/json;charset=utf-8", body);
	}

	@Override
	public void close() {
		this.server.close();
	}

	/** State of the simulated issuer. */
	public enum State {

		/** Every request succeeds. */
		UP,

		/** Every request gets the status 503. */
		FAILING,

		/** No request gets a response. */
		SILENT

	}

}
