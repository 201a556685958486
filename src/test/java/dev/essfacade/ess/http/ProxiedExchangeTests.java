package dev.essfacade.ess.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import com.aliyuncs.http.HttpClientConfig;
import com.aliyuncs.http.HttpRequest;
import com.aliyuncs.http.MethodType;
import com.sun.net.httpserver.HttpServer;
import dev.essfacade.ess.http.ExchangeFailedException.Stage;
import dev.essfacade.support.ConnectProxy;
import dev.essfacade.support.DnsLookupRecorder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Requests through the egress proxy, from the SDK's HTTP client and from the client for
 * unsigned requests.
 */
@Timeout(60)
class ProxiedExchangeTests {

	private static final Duration LONG = Duration.ofSeconds(30);

	private static final Duration CONNECT_TIMEOUT = Duration.ofMillis(500);

	private final List<String> received = new CopyOnWriteArrayList<>();

	private HttpServer host;

	private ConnectProxy proxy;

	private int status = 200;

	@BeforeEach
	void start() throws IOException {
		this.host = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
		this.host.createContext("/", (exchange) -> {
			this.received.add(exchange.getRequestURI() + " " + exchange.getRequestHeaders().keySet());
			exchange.getResponseHeaders().set("Proxy-Authenticate", "Basic realm=\"host\"");
			exchange.sendResponseHeaders(this.status, -1);
			exchange.close();
		});
		this.host.start();
		URI target = URI.create("http://127.0.0.1:" + this.host.getAddress().getPort());
		this.proxy = new ConnectProxy(Map.of("host.test:80", target, "host.test:8080", target), null);
	}

	@AfterEach
	void stop() {
		this.proxy.close();
		this.host.stop(0);
	}

	@Test // R12
	void theProxyResolvesTheNameOfTheHost() throws IOException {
		assertThat(get(this.proxy.url(), "http://host.test/a?b=c").status()).isEqualTo(200);
		assertThat(sdk(this.proxy.url(), "http://host.test:8080")).isNull();
		assertThat(this.proxy.targets()).containsExactly("host.test:80", "host.test:8080");
		assertThat(this.received).hasSize(2).first().asString().startsWith("/a?b=c ");
		assertThat(DnsLookupRecorder.names()).doesNotContain("host.test");
	}

	@Test // R12
	void userAndPasswordAreSentToTheProxyAlone() throws IOException {
		this.proxy.requireCredentials();
		assertThat(get(this.proxy.urlWithCredentials(), "http://host.test").status()).isEqualTo(200);
		assertThat(sdk(this.proxy.urlWithCredentials(), "http://host.test")).isNull();
		assertThat(this.proxy.requests()).hasSize(2).allMatch((head) -> head.contains("Proxy-Authorization: Basic "));
		assertThat(this.received).hasSize(2).noneMatch((request) -> request.contains("Proxy"));
	}

	@Test // R12
	void aRejectedPasswordIsNotSentAgain() throws IOException {
		this.proxy.requireCredentials();
		String wrong = this.proxy.url().replace("http://", "http://user:wrong@");
		ExchangeFailedException failure = failure(wrong, "http://host.test");
		assertThat(failure.stage()).isEqualTo(Stage.NOT_SENT);
		assertThat(failure).hasMessage("host.test: the egress proxy answered 407").hasNoCause();
		assertThat(this.proxy.requests()).hasSize(1);
		assertThat(this.received).isEmpty();
	}

	@ParameterizedTest // R12
	@ValueSource(strings = { "407 A", "403 A", "502 A", "503 A", "500 A", "204 A", "301 A", "201 A", "304 A" })
	void aDeniedTunnelIsNotSent(String statusLine) throws IOException {
		this.proxy.respond("host.test:80",
				"HTTP/1.1 " + statusLine + "\r\nContent-Length: 0\r\nRetry-After: 1\r\n\r\n");
		assertThat(failure(this.proxy.url(), "http://host.test").stage()).isEqualTo(Stage.NOT_SENT);
		assertThat(sdk(this.proxy.url(), "http://host.test")).isEqualTo(Stage.NOT_SENT);
		assertThat(this.received).isEmpty();
	}

	@ParameterizedTest // R12
	@ValueSource(strings = { "", "HTTP/1.1 200 OK", "SSH-2.0-OpenSSH\r\n\r\n", "HTTP/1.1 100 Continue\r\n\r\n",
			"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 9\r\n\r\n<html" })
	void anIncompleteResponseOfTheProxyIsNotSent(String response) throws IOException {
		this.proxy.respond("host.test:80", response);
		long start = System.nanoTime();
		assertThat(failure(this.proxy.url(), "http://host.test").stage()).isEqualTo(Stage.NOT_SENT);
		assertThat(sdk(this.proxy.url(), "http://host.test")).isEqualTo(Stage.NOT_SENT);
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LONG.dividedBy(2));
		assertThat(this.received).isEmpty();
	}

	@Test // R12
	void aProxyThatIsDownMeansNotSent() throws IOException {
		this.proxy.close();
		ExchangeFailedException failure = failure(this.proxy.url(), "http://host.test");
		assertThat(failure.stage()).isEqualTo(Stage.NOT_SENT);
		assertThat(failure).hasMessageStartingWith("host.test: ").hasMessageContaining("HttpHostConnectException");
	}

	@Test // R12
	void aTlsHandshakeTimeoutInsideATunnelIsNotSent() throws IOException {
		try (ServerSocket unresponsive = new ServerSocket(0, 10, InetAddress.ofLiteral("127.0.0.1"));
				ConnectProxy other = new ConnectProxy(
						Map.of("host.test:443", URI.create("http://127.0.0.1:" + unresponsive.getLocalPort())), null)) {
			assertThat(failure(other.url(), "https://host.test").stage()).isEqualTo(Stage.NOT_SENT);
			assertThat(sdk(other.url(), "https://host.test")).isEqualTo(Stage.NOT_SENT);
			assertThat(other.targets()).containsOnly("host.test:443");
		}
	}

	@Test // R12
	void deniedTunnelsOccupyNoConnectionOfThePool() throws IOException {
		try (SdkHttpClient client = sdk(this.proxy.url())) {
			for (String status : List.of("204", "407", "502")) {
				this.proxy.respond("host.test:80", "HTTP/1.1 " + status + " A\r\n\r\n");
				for (int i = 0; i < 3; i++) {
					assertThat(stage(client, "http://host.test")).isEqualTo(Stage.NOT_SENT);
				}
			}
		}
	}

	@Test // R12
	void aRequestLostInsideATunnelMayHaveBeenSent() throws IOException {
		try (ServerSocket server = new ServerSocket(0, 10, InetAddress.ofLiteral("127.0.0.1"));
				ConnectProxy other = new ConnectProxy(
						Map.of("host.test:80", URI.create("http://127.0.0.1:" + server.getLocalPort())), null)) {
			Thread.ofVirtual().start(() -> {
				try {
					Socket socket = server.accept();
					socket.getInputStream().readNBytes(10);
					socket.close();
				}
				catch (IOException ex) {
					throw new UncheckedIOException(ex);
				}
			});
			assertThat(sdk(other.url(), "http://host.test")).isEqualTo(Stage.CONNECTION_LOST);
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 401, 407 })
	void aChallengeOfTheHostIsAResponseAndIsNotAnswered(int challenge) throws IOException {
		this.status = challenge;
		assertThat(get(this.proxy.urlWithCredentials(), "http://host.test").status()).isEqualTo(challenge);
		assertThat(this.received).hasSize(1).noneMatch((request) -> request.contains("uthorization"));
	}

	@Test // R12
	void aHostOfNoProxyIsCalledDirectly() throws IOException {
		String direct = "http://127.0.0.1:" + this.host.getAddress().getPort();
		assertThat(get(this.proxy.url(), direct).status()).isEqualTo(200);
		assertThat(sdk(this.proxy.url(), direct)).isNull();
		EgressProxyProperties settings = new EgressProxyProperties(this.proxy.url(), ".test");
		try (UnsignedHttpClient client = new UnsignedHttpClient(LONG, LONG, 1000, settings)) {
			assertThat(catchThrowableOfType(ExchangeFailedException.class,
					() -> client.send("GET", URI.create("http://direct.test"), Map.of()))
				.stage()).isEqualTo(Stage.NOT_SENT);
		}
		assertThat(DnsLookupRecorder.names()).contains("direct.test");
		assertThat(this.proxy.requests()).isEmpty();
	}

	private static RawResponse get(String proxy, String url) throws IOException {
		try (UnsignedHttpClient client = new UnsignedHttpClient(CONNECT_TIMEOUT, LONG, 1000,
				new EgressProxyProperties(proxy, null))) {
			return client.send("GET", URI.create(url), Map.of());
		}
	}

	private static ExchangeFailedException failure(String proxy, String url) {
		return catchThrowableOfType(ExchangeFailedException.class, () -> get(proxy, url));
	}

	private static @Nullable Stage sdk(String proxy, String url) throws IOException {
		try (SdkHttpClient client = sdk(proxy)) {
			return stage(client, url);
		}
	}

	private static SdkHttpClient sdk(String proxy) {
		HttpClientConfig config = HttpClientConfig.getDefault();
		config.setConnectionTimeoutMillis(CONNECT_TIMEOUT.toMillis());
		config.setWriteTimeoutMillis(200);
		config.setMaxRequests(1);
		config.setMaxRequestsPerHost(1);
		config.setHttpsProxy(proxy);
		return new SdkHttpClient(config);
	}

	private static @Nullable Stage stage(SdkHttpClient client, String url) throws IOException {
		HttpRequest request = new HttpRequest(url + "/?Action=Any");
		request.setSysMethod(MethodType.POST);
		request.setSysReadTimeout((int) LONG.toMillis());
		try {
			client.syncInvoke(request);
			return null;
		}
		catch (ExchangeFailedException ex) {
			return ex.stage();
		}
	}

}
