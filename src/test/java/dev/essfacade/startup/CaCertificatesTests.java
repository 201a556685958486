package dev.essfacade.startup;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Objects;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.essfacade.support.Caller;
import dev.essfacade.support.StartedFacade;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The CA certificates that a file adds to those of the JVM. */
@ExtendWith(OutputCaptureExtension.class)
class CaCertificatesTests {

	private static final char[] PASSWORD = "changeit".toCharArray();

	@TempDir
	private Path folder = Path.of("");

	private final HttpsServer server = server();

	@BeforeEach
	void start() {
		this.server.createContext("/", (exchange) -> exchange.sendResponseHeaders(204, -1));
		this.server.start();
	}

	@AfterEach
	void stop() {
		this.server.stop(0);
		System.clearProperty("javax.net.ssl.trustStore");
		System.clearProperty("javax.net.ssl.trustStorePassword");
		StartedFacade.forgetLogSettings();
	}

	@Test
	void trustsEveryCertificateOfTheFile() throws Exception {
		String bundle = pem("elsewhere.p12") + pem("this-machine.p12");

		assertThat(codeOfACall("facade.trust.certificates=" + file(bundle))).isEqualTo("upstream-malformed");
	}

	@Test
	void trustsOnlyTheCertificatesOfTheJvmByDefault() {
		assertThat(codeOfACall("facade.trust.certificates=")).isEqualTo("upstream-unavailable");
	}

	@Test
	void keepsTheCertificatesOfTheJvm() throws Exception {
		codeOfACall("facade.trust.certificates=" + file(pem("this-machine.p12")));

		KeyStore store = KeyStore.getInstance(Path.of(System.getProperty("javax.net.ssl.trustStore", "")).toFile(),
				PASSWORD);
		assertThat(store.size()).isGreaterThan(50);
	}

	@Test
	void doesNotStartWithAFileWithoutCertificates(CapturedOutput output) throws Exception {
		String setting = "facade.trust.certificates=" + file("no certificate");

		assertThatThrownBy(() -> codeOfACall(setting)).isInstanceOf(InvalidConfigurationPropertyValueException.class);
		assertThat(output)
			.contains("APPLICATION FAILED TO START", "facade.trust.certificates",
					"It must be a readable file with CA certificates in PEM format")
			.doesNotContain("\tat ");
	}

	@Test
	void doesNotStartWithoutTheFile(CapturedOutput output) {
		assertThatThrownBy(() -> codeOfACall("facade.trust.certificates=" + this.folder.resolve("absent")))
			.isInstanceOf(InvalidConfigurationPropertyValueException.class);
		assertThat(output).contains("APPLICATION FAILED TO START", "facade.trust.certificates");
	}

	/**
	 * Returns the problem code of a call. The server does not respond like ESS, so that
	 * only the TLS handshake can succeed.
	 */
	private String codeOfACall(String setting) {
		try (StartedFacade facade = StartedFacade.with("ess.endpoint=https://127.0.0.1:" + port(), setting,
				"ess.connect-timeout=20s")) {
			return Objects.requireNonNull(facade.caller().get(Caller.ACTIVITY).field("code"));
		}
	}

	private int port() {
		return this.server.getAddress().getPort();
	}

	private Path file(String content) throws IOException {
		return Files.writeString(this.folder.resolve("ca.crt"), content);
	}

	private static String pem(String identity) throws Exception {
		byte[] certificate = keyStore(identity).getCertificate("server").getEncoded();
		return "-----BEGIN CERTIFICATE-----\n%s\n-----END CERTIFICATE-----\n"
			.formatted(Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(certificate));
	}

	private static HttpsServer server() {
		try {
			KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
			keys.init(keyStore("this-machine.p12"), PASSWORD);
			SSLContext tls = SSLContext.getInstance("TLS");
			tls.init(keys.getKeyManagers(), null, null);
			HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 1);
			server.setHttpsConfigurator(new HttpsConfigurator(tls));
			return server;
		}
		catch (GeneralSecurityException | IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static KeyStore keyStore(String identity) throws GeneralSecurityException, IOException {
		return KeyStore.getInstance(new ClassPathResource("dev/essfacade/ess/" + identity).getFile(), PASSWORD);
	}

}
