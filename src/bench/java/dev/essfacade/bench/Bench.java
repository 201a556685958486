package dev.essfacade.bench;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;

/**
 * Measures the service and its peers, which take turns in one run. Writes the tables of
 * {@code docs/performance.md}.
 */
final class Bench {

	private static final int FIRST_PORT = 18300;

	private final Plan plan;

	private final Map<String, Peer> peers = new LinkedHashMap<>();

	private final String classPath = System.getProperty("java.class.path");

	private int port = FIRST_PORT;

	private Bench(Plan plan) {
		this.plan = plan;
	}

	/** Arguments: {@code short} or {@code full}, then peers to restrict the run to. */
	public static void main(String[] arguments) {
		try {
			run(new ArrayList<>(List.of(arguments)));
			System.exit(0);
		}
		catch (Exception ex) {
			ex.printStackTrace();
			System.exit(1); // threads of JMX would keep the process running
		}
	}

	private static void run(List<String> words) throws Exception {
		Plan plan = Plan.of(words.isEmpty() ? "full" : words.removeFirst(), words);
		Tables tables = new Tables(plan);
		System.setProperty("token", "");
		for (int pause : plan.pauses()) {
			new Bench(plan).measure(pause, tables);
		}
		String text = tables.text();
		System.out.println(text);
		if (plan.full() && words.isEmpty()) {
			tables.writeTo(Path.of("docs/performance.md"), text);
		}
	}

	private void measure(int pause, Tables tables) throws Exception {
		Process upstream = Peer.java("upstream", this.classPath,
				List.of(Upstream.class.getName(), String.valueOf(pause)))
			.start();
		try {
			start(Integer.parseInt(upstream.inputReader().readLine()));
			warmUp(pause);
			for (Plan.Cell cell : this.plan.cells(pause)) {
				for (int round = 0; round < this.plan.rounds(); round++) {
					for (Peer peer : this.peers.values()) {
						if (cell.applies(peer)) {
							tables.add(pause, cell, peer.name(),
									peer.run(cell.load(), cell.callers(), this.plan.seconds()));
						}
					}
				}
				tables.print(pause, cell);
			}
		}
		finally {
			for (Peer peer : this.peers.values()) {
				peer.close();
			}
			upstream.destroy();
		}
	}

	private void start(int upstream) throws Exception {
		String endpoint = "127.0.0.1:" + upstream;
		String plain = System.getProperty("plain.classpath");
		for (String name : this.plan.peers()) {
			int own = this.port;
			this.port += 2;
			this.peers.put(name, switch (name) {
				case "plain" -> Peer.server(name, own, plain,
						List.of("-Dendpoint=" + endpoint, PlainEndpoint.class.getName(), "--server.port=" + own,
								"--server.address=127.0.0.1", "--spring.threads.virtual.enabled=true"));
				case "nginx" -> Peer.nginx(own, upstream);
				case "sdk", "bare" ->
					Peer.loop(name, (name.equals("sdk")) ? plain : this.classPath, List.of(Loop.class.getName(), name, endpoint));
				default -> service(name, own, endpoint);
			});
		}
	}

	private Peer service(String name, int own, String endpoint) throws Exception {
		List<String> arguments = new ArrayList<>(List.of("dev.essfacade.EssFacadeApplication", "--server.port=" + own,
				"--server.address=127.0.0.1", "--management.server.port=" + (own + 1),
				"--management.server.address=127.0.0.1", "--ess.endpoint=http://" + endpoint,
				"--ess.credentials.access-key-id=LTAI5tBench", "--ess.credentials.access-key-secret=bench-secret",
				"--ess.max-concurrent-calls=2048", "--ess.max-concurrent-calls-per-region=2048"));
		if (!name.contains("read")) {
			arguments.add("--facade.read-attachments-first=false");
		}
		if (name.contains("file")) {
			arguments.add("--facade.audit.file=" + Peer.log("audit-" + name));
		}
		arguments.addAll(name.contains("jwt") ? issuer() : List.of("--facade.security.mode=open"));
		arguments.addAll(Stream.of(System.getProperty("arguments", "").split(" ")).filter((a) -> !a.isEmpty()).toList());
		return Peer.server(name, own, System.getProperty("service.classpath"), arguments);
	}

	/** Starts a token issuer, and sets the token that wrk sends to every peer. */
	private static List<String> issuer() throws Exception {
		RSAKey key = new RSAKeyGenerator(2048).keyID("bench").keyUse(KeyUse.SIGNATURE).generate();
		byte[] keys = new JWKSet(key).toString().getBytes(StandardCharsets.UTF_8);
		HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
		server.createContext("/keys", (exchange) -> {
			exchange.sendResponseHeaders(200, keys.length);
			exchange.getResponseBody().write(keys);
			exchange.close();
		});
		server.start();
		SignedJWT token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("bench").build(),
				new JWTClaimsSet.Builder().issuer("https://issuer.example.com")
					.audience("ess-facade")
					.subject("bench")
					.claim("scope", "ess.read ess.detach ess.detach.force")
					.expirationTime(Date.from(Instant.now().plusSeconds(86_400)))
					.build());
		token.sign(new RSASSASigner(key));
		System.setProperty("token", token.serialize());
		String jwt = "--spring.security.oauth2.resourceserver.jwt.";
		Path rules = Peer.log("rules").toPath().resolveSibling("rules.yaml");
		Files.writeString(rules, """
				protected-groups: []
				rules:
				  - name: bench
				    callers: {sub: bench}
				    actions: [DetachAlbServerGroups, DescribeScalingActivities]
				    regions: [cn-hangzhou]
				    scaling-groups: ["*"]
				    targets: ["*"]
				    force: true
				""");
		return List.of(jwt + "jwk-set-uri=http://127.0.0.1:" + server.getAddress().getPort() + "/keys",
				jwt + "issuer-uri=https://issuer.example.com", jwt + "audiences=ess-facade",
				"--facade.access.rules-file=" + rules);
	}

	/**
	 * Repeats each load until the JIT compiler has compiled the code, however busy the
	 * machine is. Begins with one caller. If 256 callers connect to a new process, some
	 * wait too long for a connection to the upstream.
	 */
	private void warmUp(int pause) throws Exception {
		int callers = (pause > 0) ? 256 : 64;
		for (Peer peer : this.peers.values()) {
			for (Load load : this.plan.loads()) {
				int used = new Plan.Cell(load, callers).applies(peer) ? callers : 1;
				if (!new Plan.Cell(load, used).applies(peer)) {
					continue;
				}
				double calls = peer.run(load, 1, 3).perSecond() * 3;
				while (calls < this.plan.warmUpCalls(pause, used)) {
					calls += peer.run(load, used, 2).perSecond() * 2;
				}
			}
		}
	}

	/** Returns the median of the values. */
	static double median(double[] values) {
		double[] sorted = values.clone();
		Arrays.sort(sorted);
		return sorted[(sorted.length - 1) / 2];
	}

}
