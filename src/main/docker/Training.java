import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Records the AOT cache while the image is built. Starts the simulator and the service, sends the service the requests
 * that a new pod usually receives first, and stops both. No request leaves this container.
 */
class Training {

	static final String MAIN = "http://127.0.0.1:8080";

	static final String MANAGEMENT = "http://127.0.0.1:9090";

	static final String REGION = MAIN + "/api/v1/regions/cn-hangzhou";

	static final String GROUP = REGION + "/scaling-groups/asg-bp18p2yfxow2dloq";

	static final HttpClient HTTP = HttpClient.newHttpClient();

	void main() throws IOException, InterruptedException {
		Files.createDirectories(Path.of("/cache"));
		Process simulator = start("-cp", "/simulator/app/classes:/simulator/app/lib/*", "dev.esssimulator.EssSimulator",
				"--port=8180");
		Process service = start("@/app/jvm.options", "-XX:AOTCacheOutput=/cache/ess-facade.aot", "-jar",
				"/app/ess-facade.jar", "--facade.security.mode=open", "--ess.endpoint=http://127.0.0.1:8180",
				"--ess.credentials.access-key-id=simulator-key-id",
				"--ess.credentials.access-key-secret=simulator-key-secret");
		awaitReady(service);
		for (int i = 0; i < 20; i++) {
			for (String path : List.of("/livez", "/readyz", "/api/v1/regions", "/nowhere",
					"/api/v1/regions/cn-hangzhou/scaling-activities/asa-bp175o6f6ego3r2j4dl5",
					"/api/v1/regions/nowhere/scaling-activities/asa-1")) {
				get(MAIN + path);
			}
			post(GROUP + "/alb-server-groups/detach", "{\"albServerGroups\": [{\"albServerGroupId\": \"sgp-ddwb0y0g6y9bjm\", \"port\": 22}]}");
			post(GROUP + "/load-balancers/detach", "{\"loadBalancers\": [\"?\"], \"async\": true}");
			get(MANAGEMENT + "/actuator/health");
			get(MANAGEMENT + "/actuator/prometheus");
		}
		service.destroy();
		simulator.destroy();
		if (!service.waitFor(2, TimeUnit.MINUTES) || !Files.exists(Path.of("/cache/ess-facade.aot"))) {
			throw new IllegalStateException("The training left no cache");
		}
		// Overwrites cache.options, which is empty in an image without a cache.
		Files.writeString(Path.of("/cache/cache.options"), "-XX:AOTCache=/app/ess-facade.aot\n");
	}

	static Process start(String... arguments) throws IOException {
		List<String> command = new ArrayList<>(List.of("/opt/jre/bin/java"));
		command.addAll(List.of(arguments));
		return new ProcessBuilder(command).inheritIO().start();
	}

	static void awaitReady(Process service) throws InterruptedException {
		for (int i = 0; i < 600 && service.isAlive(); i++) {
			try {
				if (get(MAIN + "/readyz") == 200) {
					return;
				}
			}
			catch (IOException _) {
				// The service does not accept connections yet.
			}
			Thread.sleep(Duration.ofMillis(100));
		}
		throw new IllegalStateException("The service did not become ready");
	}

	static int get(String url) throws IOException, InterruptedException {
		return send(HttpRequest.newBuilder(URI.create(url)));
	}

	static int post(String url, String json) throws IOException, InterruptedException {
		return send(HttpRequest.newBuilder(URI.create(url))
			.header("Content-Type", "application/json")
			.POST(BodyPublishers.ofString(json)));
	}

	static int send(HttpRequest.Builder request) throws IOException, InterruptedException {
		return HTTP.send(request.timeout(Duration.ofSeconds(30)).build(), BodyHandlers.discarding()).statusCode();
	}

}
