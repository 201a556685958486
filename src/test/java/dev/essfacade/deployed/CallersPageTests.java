package dev.essfacade.deployed;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.essfacade.EssFacadeApplication;
import dev.essfacade.TestEssFacadeApplication;
import dev.esssimulator.ActivityOutcome;
import dev.esssimulator.EssSimulator;
import dev.esssimulator.LedgerEntry;
import dev.esssimulator.Seeds;
import dev.esssimulator.SimulatorSettings;
import dev.tokenissuer.TokenIssuer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The clients of docs/callers.md work unchanged against the sandbox with a token issuer.
 * Each of them starts without a valid token. Its first detach with a token fails, because
 * the group is busy.
 */
@Tag("containers")
class CallersPageTests {

	private static final Path PAGE = Path.of("docs/callers.md");

	private static final Path NODE_PROJECT = Path.of("src/test/node").toAbsolutePath();

	private static final Path GENERATED = Path.of("src/test/generated-clients").toAbsolutePath();

	private static final String JAVA = Path.of(System.getProperty("java.home"), "bin", "java").toString();

	private static final EssSimulator ess = EssSimulator
		.start(SimulatorSettings.defaults().withTickingClock(true).withActivityDuration(Duration.ofSeconds(2)));

	private static final TokenIssuer issuer = TokenIssuer.start(0);

	private static ConfigurableApplicationContext service;

	private static String url;

	@TempDir
	private Path folder;

	@BeforeAll
	static void start() {
		service = SpringApplication.run(EssFacadeApplication.class,
				Stream
					.concat(Stream.of(TestEssFacadeApplication.settingsWithLogin(ess, issuer)),
							Stream.of("--server.port=0", "--management.server.port=0"))
					.toArray(String[]::new));
		url = "http://127.0.0.1:" + service.getEnvironment().getRequiredProperty("local.server.port");
		issuer.serve(url);
	}

	@AfterAll
	static void stop() {
		service.close();
		issuer.close();
		ess.close();
	}

	@BeforeEach
	void aBusyGroup() {
		ess.reset();
		TestEssFacadeApplication.seed(ess);
		ess.startActivity(Seeds.REGION, Seeds.CLIENTS_GROUP, ActivityOutcome.successful());
	}

	@Test
	void theCurlClientDetaches() throws Exception {
		write("bash", "detach.sh");
		detaches(8081, "bash", "detach.sh");
	}

	@Test
	void thePythonClientDetaches() throws Exception {
		write("python", "detach.py");
		detaches(8082, "python3", "detach.py");
	}

	@Test
	void theJavaClientDetaches() throws Exception {
		write("java", "Detach.java");
		detaches(8083, JAVA, "Detach.java");
	}

	@Test
	void theTypeScriptClientDetaches() throws Exception {
		write("ts", "detach.mts");
		compile("--module", "nodenext", "detach.mts");
		detaches(8084, "node", "detach.mjs");
	}

	@Test
	void theClientsGeneratedFromTheDocumentDetach() throws Exception {
		Result build = run(Path.of(""), Path.of("mvnw").toAbsolutePath().toString(), "-B", "-q", "-ntp", "-f",
				GENERATED.resolve("pom.xml").toString(), "package", "dependency:build-classpath",
				"-Dmdep.outputFile=target/classpath");
		assertThat(build.exit).as(build.output).isZero();
		detaches(8085, JAVA, "-cp",
				GENERATED.resolve("target/classes") + ":" + Files.readString(GENERATED.resolve("target/classpath")),
				"Story", url, token());
		aBusyGroup();
		compile("--lib", "es2022,dom", "--module", "commonjs", "--moduleResolution", "node", "--outDir",
				GENERATED.resolve("target/js").toString(), GENERATED.resolve("src/main/ts/story.ts").toString());
		detaches(8086, "node", GENERATED.resolve("target/js/src/main/ts/story.js").toString(), url, token());
	}

	private static String token() throws IOException, InterruptedException {
		String login = Base64.getEncoder()
			.encodeToString((TokenIssuer.PIPELINE + ":" + TokenIssuer.PIPELINE).getBytes(StandardCharsets.UTF_8));
		String form = "grant_type=client_credentials&scope=ess.read+ess.detach+ess.detach.force";
		try (HttpClient http = HttpClient.newHttpClient()) {
			String answer = http
				.send(HttpRequest.newBuilder(URI.create(issuer.tokenUrl()))
					.header("Authorization", "Basic " + login)
					.header("Content-Type", "application/x-www-form-urlencoded")
					.POST(HttpRequest.BodyPublishers.ofString(form))
					.build(), HttpResponse.BodyHandlers.ofString())
				.body();
			return JsonMapper.shared().readTree(answer).path("access_token").asString();
		}
	}

	private void compile(String... arguments) throws IOException, InterruptedException {
		if (Files.notExists(NODE_PROJECT.resolve("node_modules/typescript"))) {
			assertThat(run(NODE_PROJECT, "npm", "ci").exit).isZero();
		}
		Result compiler = run(this.folder, Stream
			.concat(Stream.of(NODE_PROJECT.resolve("node_modules/.bin/tsc").toString(), "--strict", "--target",
					"es2022", "--skipLibCheck", "--typeRoots", NODE_PROJECT.resolve("node_modules/@types").toString(),
					"--types", "node"), Stream.of(arguments))
			.toArray(String[]::new));
		assertThat(compiler.exit).as(compiler.output).isZero();
	}

	@Test
	void aClientStopsAtAProblemThatIsNotRetryable() throws Exception {
		write("python", "detach.py");
		ess.add(ess.group(Seeds.REGION, Seeds.CLIENTS_GROUP).withoutAlbServerGroup("sgp-clients5k6l7m8n:8082"));
		Result result = run(this.folder, "python3", "detach.py");
		assertThat(result.exit).isEqualTo(1);
		assertThat(result.output).contains("not-attached: ",
				"Remove from the request the targets that are listed in errors");
	}

	@Test
	void aClientFailsIfTheActivityEndsWithAWarning() throws Exception {
		write("python", "detach.py");
		ess.nextActivity(ActivityOutcome.warning("i-1"));
		Result result = run(this.folder, "python3", "detach.py");
		assertThat(result.output).contains("WARNING");
		assertThat(result.exit).isEqualTo(1);
	}

	private void detaches(int port, String... command) throws Exception {
		Result result = run(this.folder, command);
		assertThat(result.exit).as(result.output).isZero();
		assertThat(result.output.lines().toList().getLast()).isEqualTo("SUCCESSFUL");
		assertThat(ess.ledger()).extracting(LedgerEntry::targets)
			.containsExactly(List.of("sgp-clients5k6l7m8n:" + port));
		assertThat(ess.group(Seeds.REGION, Seeds.CLIENTS_GROUP).targets()).hasSize(9);
	}

	private void write(String language, String file) throws IOException {
		Matcher block = Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
			.matcher(Files.readString(PAGE));
		assertThat(block.find()).isTrue();
		Files.writeString(this.folder.resolve(file), block.group(1));
	}

	private static Result run(Path folder, String... command) throws IOException, InterruptedException {
		Path output = Files.createTempFile("client", ".out");
		ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toAbsolutePath().toFile())
			.redirectErrorStream(true)
			.redirectOutput(output.toFile());
		builder.environment()
			.putAll(Map.of("ESS_FACADE_URL", url, "TOKEN_URL", issuer.tokenUrl(), "CLIENT_ID", TokenIssuer.PIPELINE,
					"CLIENT_SECRET", TokenIssuer.PIPELINE, "NO_PROXY", "127.0.0.1", "JAVA_HOME",
					System.getProperty("java.home")));
		Process process = builder.start();
		if (!process.waitFor(5, TimeUnit.MINUTES)) {
			process.destroyForcibly();
			throw new AssertionError("No end of " + List.of(command) + ": " + Files.readString(output));
		}
		return new Result(process.exitValue(), Files.readString(output));
	}

	private record Result(int exit, String output) {
	}

}
