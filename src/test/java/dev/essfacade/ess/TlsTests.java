package dev.essfacade.ess;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;

import dev.essfacade.ess.credentials.EssCredentials;
import dev.essfacade.ess.http.EgressProxyProperties;
import dev.essfacade.ess.http.ExchangeFailedException;
import dev.essfacade.ess.http.UnsignedHttpClient;
import dev.essfacade.support.ConnectProxy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * A server without a trusted certificate for its host receives no byte of a request. This
 * command made {@code this-machine.p12}:
 * {@code keytool -genkeypair -alias server -keyalg EC -groupname secp256r1
 * -dname CN=this-machine -ext san=ip:127.0.0.1 -validity 36500 -keystore this-machine.p12
 * -storepass changeit}. With {@code san=dns:ess.example}, it made {@code elsewhere.p12}.
 */
class TlsTests {

	private static final String PASSWORD = "changeit";

	private static final EssCall<Map<String, Object>> CALL = call();

	@SuppressWarnings("unchecked")
	private static EssCall<Map<String, Object>> call() {
		return EssCall.read("DescribeRegions", "cn-hangzhou", (Class<Map<String, Object>>) (Class<?>) Map.class)
			.build();
	}

	@Test
	void aServerWithoutTlsReceivesOnlyAClientHello() throws Exception {
		try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			CompletableFuture<byte[]> seen = CompletableFuture.supplyAsync(() -> firstBytes(server));
			AttemptFailedException failure = send(server.getLocalPort());
			assertThat(failure.outcome()).isEqualTo(CallOutcome.CONNECT_FAILED);
			assertThat(seen.get()[0]).isEqualTo((byte) 22); // a TLS handshake record
		}
	}

	@Test
	void aServerWithASelfSignedCertificateReceivesNothing() throws Exception {
		isNeverSentTo("this-machine.p12");
	}

	@Test
	void aServerWithTheCertificateOfAnotherHostReceivesNothing() throws Exception {
		trust("elsewhere.p12");
		isNeverSentTo("elsewhere.p12");
	}

	@Test
	void aServerWithATrustedCertificateReceivesTheRequest() throws Exception {
		trust("this-machine.p12");
		try (SSLServerSocket server = server("this-machine.p12")) {
			CompletableFuture<Integer> seen = CompletableFuture.supplyAsync(() -> bytesOfHttp(server));
			assertThat(send(server.getLocalPort()).outcome()).isEqualTo(CallOutcome.NO_RESPONSE);
			assertThat(seen.get()).isOne();
		}
	}

	@Test // R12
	void aServerWithTheWrongCertificateReceivesNothingThroughAProxy() throws Exception {
		trust("this-machine.p12");
		try (SSLServerSocket server = server("this-machine.p12");
				ConnectProxy proxy = new ConnectProxy(
						Map.of("ess.example:443", URI.create("https://127.0.0.1:" + server.getLocalPort())), null)) {
			CompletableFuture<Integer> seen = CompletableFuture.supplyAsync(() -> bytesOfHttp(server));
			AttemptFailedException failure = send("https://ess.example", new EgressProxyProperties(proxy.url(), null));
			assertThat(failure.outcome()).isEqualTo(CallOutcome.CONNECT_FAILED);
			assertThat(seen.get()).isZero();
		}
	}

	@Test // O10
	void aRejectedCertificateIsReportedWithHostAndExceptionTypes() throws Exception {
		try (SSLServerSocket server = server("this-machine.p12");
				UnsignedHttpClient client = new UnsignedHttpClient(Duration.ofSeconds(20), Duration.ofSeconds(20), 1000,
						EgressProxyProperties.NONE)) {
			CompletableFuture<Integer> seen = CompletableFuture.supplyAsync(() -> bytesOfHttp(server));
			String host = "127.0.0.1:" + server.getLocalPort();
			assertThatExceptionOfType(ExchangeFailedException.class)
				.isThrownBy(() -> client.post(URI.create("https://" + host + "/?secret"), Map.of("secret", "secret")))
				.withMessage(host + ": no connection, the request was not sent: "
						+ "SSLHandshakeException < ValidatorException < SunCertPathBuilderException");
			assertThat(seen.get()).isZero();
		}
	}

	@AfterEach
	void restoreTrust() {
		System.clearProperty("javax.net.ssl.trustStore");
		System.clearProperty("javax.net.ssl.trustStorePassword");
	}

	private static void isNeverSentTo(String identity) throws Exception {
		try (SSLServerSocket server = server(identity)) {
			CompletableFuture<Integer> seen = CompletableFuture.supplyAsync(() -> bytesOfHttp(server));
			assertThat(send(server.getLocalPort()).outcome()).isEqualTo(CallOutcome.CONNECT_FAILED);
			assertThat(seen.get()).isZero();
		}
	}

	/** Returns 1 if the server receives a byte of the request, and 0 if not. */
	private static int bytesOfHttp(SSLServerSocket server) {
		try (Socket peer = server.accept(); InputStream in = peer.getInputStream()) {
			return in.readNBytes(1).length;
		}
		catch (IOException _) {
			return 0; // the handshake failed
		}
	}

	private static SSLServerSocket server(String identity) throws Exception {
		KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
		keys.init(KeyStore.getInstance(file(identity), PASSWORD.toCharArray()), PASSWORD.toCharArray());
		SSLContext tls = SSLContext.getInstance("TLS");
		tls.init(keys.getKeyManagers(), null, null);
		return (SSLServerSocket) tls.getServerSocketFactory()
			.createServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"));
	}

	/**
	 * Makes clients that are created later trust only the certificate of this key store.
	 */
	private static void trust(String identity) throws Exception {
		System.setProperty("javax.net.ssl.trustStore", file(identity).getPath());
		System.setProperty("javax.net.ssl.trustStorePassword", PASSWORD);
	}

	private static File file(String identity) throws Exception {
		return new ClassPathResource(identity, TlsTests.class).getFile();
	}

	private static byte[] firstBytes(ServerSocket server) {
		try (Socket peer = server.accept(); InputStream in = peer.getInputStream()) {
			byte[] bytes = in.readNBytes(5);
			peer.getOutputStream()
				.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
			return bytes;
		}
		catch (IOException ex) {
			throw new java.io.UncheckedIOException(ex);
		}
	}

	private static AttemptFailedException send(int port) throws Exception {
		return send("https://127.0.0.1:" + port, EgressProxyProperties.NONE);
	}

	private static AttemptFailedException send(String ess, EgressProxyProperties proxy) throws Exception {
		EssProperties settings = Settings.of("ess.endpoint", ess, "ess.connect-timeout", "20s");
		SdkSender sender = new SdkSender(settings, proxy);
		try {
			EssEndpoint endpoint = Settings.regions(settings).of("cn-hangzhou").endpoint();
			return catchThrowableOfType(AttemptFailedException.class, () -> sender.send(CALL, endpoint,
					new EssCredentials("id", "secret", null, null), Duration.ofSeconds(30)));
		}
		finally {
			sender.destroy();
		}
	}

}
