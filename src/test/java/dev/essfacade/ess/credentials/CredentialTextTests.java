package dev.essfacade.ess.credentials;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import com.sun.net.httpserver.HttpServer;
import dev.essfacade.ess.http.EgressProxyProperties;
import dev.essfacade.ess.http.UnsignedHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * White space, byte order marks and control characters around or inside credentials, for
 * every source.
 */
class CredentialTextTests {

	private static final Instant EXPIRATION = Instant.parse("2030-01-01T00:00:00Z");

	private final List<String> received = new CopyOnWriteArrayList<>();

	private final UnsignedHttpClient http = new UnsignedHttpClient(Duration.ofSeconds(20), Duration.ofSeconds(20),
			10_000, EgressProxyProperties.NONE);

	@TempDir
	private Path directory = Path.of("");

	private HttpServer server;

	private volatile String metadataToken = "metadata-token";

	private volatile Map<String, String> issued = Map.of();

	@BeforeEach
	void start() throws IOException {
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
		this.server.createContext("/", (exchange) -> {
			String path = exchange.getRequestURI().getPath();
			this.received.add(path + " " + exchange.getRequestHeaders().getFirst("X-aliyun-ecs-metadata-token") + " "
					+ new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
			String json = new JsonMapper().writeValueAsString(this.issued);
			String text = switch (path) {
				case "/latest/api/token" -> this.metadataToken;
				case "/" -> "{\"Credentials\":" + json + "}";
				default -> json;
			};
			byte[] body = text.getBytes(StandardCharsets.UTF_8);
			exchange.sendResponseHeaders(200, body.length);
			exchange.getResponseBody().write(body);
			exchange.close();
		});
		this.server.start();
		issue("an-id", "a-secret", "a-token");
	}

	@AfterEach
	void stop() {
		this.http.close();
		this.server.stop(0);
	}

	/** Texts before and after a credential. */
	static Stream<String> surroundings() {
		return Stream.of("\n", "\r\n", " ", "\t", "\uFEFF", "\u00A0", "\u3000", "\u200B", "\u0000",
				"\uFEFF \r\n\u0085");
	}

	/** Texts that a credential must not contain. */
	static Stream<String> insides() {
		return Stream.of(" ", "\n", "\t", "\uFEFF", "\u00A0", "\u0000", "\u007F", "\uFFFD", "é");
	}

	@ParameterizedTest // R8
	@MethodSource("surroundings")
	void stripsTheSettings(String text) {
		CredentialsProperties properties = bind(Map.of("ess.credentials.access-key-id", text + "an-id" + text,
				"ess.credentials.access-key-secret", text + "a-secret" + text, "ess.credentials.security-token",
				text + "a-token" + text, "ess.credentials.role-arn", text + "a:b/c" + text,
				"ess.credentials.oidc-provider-arn", text + "d:e/f" + text, "ess.credentials.role-session-name",
				text + "name" + text, "ess.credentials.ecs-role", text + "role" + text, "ess.credentials.sts-region",
				text + "cn-hangzhou" + text, "ess.credentials.sts-endpoint", text + "sts.example" + text));
		assertThat(List.of(properties.accessKeyId(), properties.accessKeySecret(), properties.securityToken(),
				properties.roleArn(), properties.oidcProviderArn(), properties.roleSessionName(), properties.ecsRole(),
				properties.stsRegion(), properties.stsEndpoint()))
			.containsExactly("an-id", "a-secret", "a-token", "a:b/c", "d:e/f", "name", "role", "cn-hangzhou",
					"sts.example");
		assertThat(bind(Map.of("ess.credentials.access-key-id", text)).places()).isEmpty();
	}

	@ParameterizedTest // R8
	@MethodSource("insides")
	void rejectsASettingByItsNameWithoutQuotingIt(String text) {
		for (String name : List.of("access-key-id", "access-key-secret", "security-token", "role-arn",
				"oidc-provider-arn", "role-session-name")) {
			Map<String, String> settings = Map.of("ess.credentials." + name, "hush" + text + "hush");
			assertThat(catchThrowable(() -> bind(settings))).rootCause()
				.isInstanceOf(InvalidConfigurationPropertyValueException.class)
				.hasMessageContaining("ess.credentials." + name)
				.hasMessageContaining("ALIBABA_CLOUD_" + name.replace('-', '_').toUpperCase(Locale.ROOT))
				.hasMessageNotContainingAny("hush");
		}
	}

	@ParameterizedTest // R8
	@MethodSource("surroundings")
	void stripsTheFilesOfADirectory(String text) throws IOException {
		write("access-key-id", text + "an-id" + text);
		write("access-key-secret", text + "a-secret" + text);
		write("security-token", text);
		DirectoryCredentialsSource source = new DirectoryCredentialsSource(this.directory);
		assertThat(source.fetch()).isEqualTo(new EssCredentials("an-id", "a-secret", null, null));
		write("security-token", text + "a-token" + text);
		assertThat(source.fetch()).isEqualTo(new EssCredentials("an-id", "a-secret", "a-token", null));
	}

	@ParameterizedTest // R8
	@MethodSource("insides")
	void rejectsAFileOfADirectoryByItsNameWithoutQuotingIt(String text) throws IOException {
		for (String name : List.of("access-key-id", "access-key-secret", "security-token")) {
			for (String other : List.of("access-key-id", "access-key-secret", "security-token")) {
				write(other, other.equals(name) ? "hush" + text + "hush" : "fine");
			}
			assertThatIOException().isThrownBy(new DirectoryCredentialsSource(this.directory)::fetch)
				.withMessageStartingWith("The file " + name + " is unusable")
				.withMessageNotContaining("hush");
		}
	}

	@Test // R8
	void rejectsAFileThatIsMissingOrNotInUtf8ByItsName() throws IOException {
		DirectoryCredentialsSource source = new DirectoryCredentialsSource(this.directory);
		write("access-key-id", "an-id");
		assertThatIOException().isThrownBy(source::fetch).withMessage("The file access-key-secret is missing or empty");
		Files.write(this.directory.resolve("access-key-secret"), "hush".getBytes(StandardCharsets.UTF_16));
		assertThatIOException().isThrownBy(source::fetch).withMessage("The file access-key-secret is not in UTF-8");
	}

	@ParameterizedTest // R8
	@MethodSource("surroundings")
	void stripsTheServiceAccountTokenAndTheResponseOfSts(String text) throws IOException {
		write("token", text + "a.b-c_d" + text);
		issue(text + "an-id" + text, text + "a-secret" + text, text + "a-token" + text);
		assertThat(rrsa().fetch()).isEqualTo(new EssCredentials("an-id", "a-secret", "a-token", EXPIRATION));
		assertThat(this.received).singleElement().asString().contains("&OIDCToken=a.b-c_d&");
	}

	@ParameterizedTest // R8
	@MethodSource("insides")
	void rejectsAServiceAccountTokenByItsFileWithoutQuotingIt(String text) throws IOException {
		write("token", "hush" + text + "hush");
		assertThatIOException().isThrownBy(rrsa()::fetch)
			.withMessageStartingWith("The file token is unusable")
			.withMessageNotContaining("hush");
		assertThat(this.received).isEmpty();
	}

	@ParameterizedTest // R8, O10
	@MethodSource("insides")
	void rejectsAFieldOfStsByItsNameAndHost(String text) throws IOException {
		write("token", "token");
		String host = "127.0.0.1:" + this.server.getAddress().getPort();
		issue("hush" + text + "hush", "a-secret", "a-token");
		assertThatIOException().isThrownBy(rrsa()::fetch)
			.withMessageStartingWith("AccessKeyId of " + host + " is unusable")
			.withMessageNotContaining("hush");
		issue("an-id", "hush" + text + "hush", "a-token");
		assertThatIOException().isThrownBy(rrsa()::fetch)
			.withMessageStartingWith("AccessKeySecret of " + host + " is unusable");
		issue("an-id", "a-secret", "hush" + text + "hush");
		assertThatIOException().isThrownBy(rrsa()::fetch)
			.withMessageStartingWith("SecurityToken of " + host + " is unusable");
	}

	@ParameterizedTest // R8
	@MethodSource("surroundings")
	void stripsTheResponsesOfTheMetadataService(String text) throws IOException {
		this.metadataToken = text + "metadata-token" + text;
		issue(text + "an-id" + text, text + "a-secret" + text, text + "a-token" + text);
		assertThat(ecsRole().fetch()).isEqualTo(new EssCredentials("an-id", "a-secret", "a-token", EXPIRATION));
		assertThat(this.received).last().asString().startsWith("/latest/meta-data/ram/").contains(" metadata-token ");
	}

	@ParameterizedTest // R8
	@MethodSource("insides")
	void rejectsAnUnusableTokenOfTheMetadataService(String text) {
		this.metadataToken = "hush" + text + "hush";
		assertThatIOException().isThrownBy(ecsRole()::fetch)
			.withMessageStartingWith("The token of 127.0.0.1:")
			.withMessageNotContaining("hush");
	}

	private void issue(String id, String secret, String token) {
		this.issued = Map.of("AccessKeyId", id, "AccessKeySecret", secret, "SecurityToken", token, "Expiration",
				EXPIRATION.toString());
	}

	private OidcCredentialsSource rrsa() {
		return new OidcCredentialsSource(endpoint(), "a:b/c", "d:e/f", this.directory.resolve("token"), "name",
				this.http, InstantSource.system());
	}

	private EcsRoleCredentialsSource ecsRole() {
		return new EcsRoleCredentialsSource(endpoint(), "role", this.http);
	}

	private URI endpoint() {
		return URI.create("http://127.0.0.1:" + this.server.getAddress().getPort() + "/");
	}

	private void write(String name, String content) throws IOException {
		Files.writeString(this.directory.resolve(name), content);
	}

	private static CredentialsProperties bind(Map<String, String> settings) {
		return new Binder(new MapConfigurationPropertySource(settings)).bindOrCreate("ess.credentials",
				CredentialsProperties.class);
	}

}
