package dev.essfacade.ess.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.zip.GZIPOutputStream;

import com.aliyuncs.http.HttpClientConfig;
import com.aliyuncs.http.HttpRequest;
import com.aliyuncs.http.MethodType;
import dev.essfacade.ess.http.ExchangeFailedException.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** Failures before and after a request is sent, and the time limits. */
@Timeout(60)
class SdkHttpClientTests {

	private static final Duration LONG = Duration.ofSeconds(20);

	private final SdkHttpClient client = new SdkHttpClient(config(LONG));

	/** HTTP client with a short connect timeout. */
	private final SdkHttpClient impatient = new SdkHttpClient(config(Duration.ofMillis(300)));

	private final List<Socket> accepted = new ArrayList<>();

	private ServerSocket server = new ServerSocket();

	SdkHttpClientTests() throws IOException {
	}

	private static HttpClientConfig config(Duration connectTimeout) {
		HttpClientConfig config = HttpClientConfig.getDefault();
		config.setConnectionTimeoutMillis(connectTimeout.toMillis());
		config.setWriteTimeoutMillis(200); // limits the wait for a connection
		config.setKeepAliveDurationMillis(30_000);
		config.setMaxRequests(1);
		config.setMaxRequestsPerHost(1);
		return config;
	}

	@BeforeEach
	void listen() throws IOException {
		this.server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
	}

	@AfterEach
	void close() throws IOException {
		this.client.close();
		this.impatient.close();
		this.server.close();
		for (Socket socket : this.accepted) {
			socket.close();
		}
	}

	@Test
	void aRequestToAClosedPortIsNotSent() throws IOException {
		int port = this.server.getLocalPort();
		this.server.close();
		assertThat(failure("http://127.0.0.1:" + port, LONG)).isEqualTo(Stage.NOT_SENT);
	}

	@Test
	void aRequestToAnUnknownHostNameIsNotSent() {
		assertThat(failure("http://nobody.invalid", LONG)).isEqualTo(Stage.NOT_SENT);
	}

	@Test
	void aRequestIsNotSentAfterAConnectTimeout() throws IOException {
		fillTheBacklog();
		assertThat(failure(this.impatient, plain(), LONG)).isEqualTo(Stage.NOT_SENT);
	}

	@Test
	void aRequestIsNotSentAfterATlsHandshakeTimeout() {
		assertThat(failure(this.impatient, "https://127.0.0.1:" + this.server.getLocalPort(), LONG))
			.isEqualTo(Stage.NOT_SENT);
	}

	@Test
	void aRequestIsNotSentAfterATimeoutOfTheConnectionPool() throws Exception {
		CompletableFuture<Stage> first = new CompletableFuture<>();
		Thread.ofVirtual().start(() -> first.complete(failure(plain(), LONG)));
		acceptAndReadTheRequest();
		assertThat(failure(plain(), LONG)).isEqualTo(Stage.NO_FREE_CONNECTION);
		this.accepted.getFirst().close();
		assertThat(first.get()).isEqualTo(Stage.CONNECTION_LOST);
	}

	@Test
	void aMissingResponseTimesOutAtTheLimit() {
		Thread.ofVirtual().start(this::acceptAndReadTheRequest);
		assertThat(failure(plain(), Duration.ofMillis(1500))).isEqualTo(Stage.TIMED_OUT);
	}

	@Test
	void aRequestIsNotSentAfterItsTimeout() throws IOException {
		fillTheBacklog();
		assertThat(failure(plain(), Duration.ofMillis(50))).isEqualTo(Stage.NOT_SENT);
	}

	@Test
	void anInterruptedCallerReturnsAtOnceAndStaysInterrupted() throws Exception {
		CountDownLatch left = new CountDownLatch(1);
		CompletableFuture<Stage> stage = new CompletableFuture<>();
		Thread caller = Thread.ofVirtual().start(() -> {
			stage.complete(failure(plain(), LONG));
			if (Thread.currentThread().isInterrupted()) {
				left.countDown();
			}
		});
		acceptAndReadTheRequest();
		caller.interrupt();
		left.await();
		assertThat(stage.get()).isEqualTo(Stage.TIMED_OUT);
	}

	@Test // F13
	void neitherRequestsNorUnpacksCompressedResponses() throws Exception {
		byte[] bomb = gzip(new byte[64 * 1024 * 1024]);
		CompletableFuture<String> requestHead = new CompletableFuture<>();
		Thread.ofVirtual().start(() -> {
			requestHead.complete(acceptAndReadTheRequest());
			respond("Content-Encoding: gzip\r\nContent-Type: application/json\r\n", bomb);
		});
		RawResponse response = (RawResponse) this.client.syncInvoke(request(plain(), LONG));
		assertThat(response.body()).isEqualTo(bomb);
		assertThat(requestHead.get()).doesNotContainIgnoringCase("gzip");
	}

	private static byte[] gzip(byte[] bytes) throws IOException {
		ByteArrayOutputStream packed = new ByteArrayOutputStream();
		try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
			gzip.write(bytes);
		}
		return packed.toByteArray();
	}

	private void respond(String fields, byte[] body) {
		try {
			OutputStream out = this.accepted.getLast().getOutputStream();
			out.write(("HTTP/1.1 200 OK\r\n" + fields + "Content-Length: " + body.length + "\r\n\r\n")
				.getBytes(StandardCharsets.US_ASCII));
			out.write(body);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private Stage failure(String url, Duration limit) {
		return failure(this.client, url, limit);
	}

	private static Stage failure(SdkHttpClient client, String url, Duration limit) {
		HttpRequest request = request(url, limit);
		return catchThrowableOfType(ExchangeFailedException.class, () -> client.syncInvoke(request)).stage();
	}

	private static HttpRequest request(String url, Duration limit) {
		HttpRequest request = new HttpRequest(url + "/?Action=Any");
		request.setSysMethod(MethodType.POST);
		request.setSysReadTimeout((int) limit.toMillis());
		return request;
	}

	private String plain() {
		return "http://127.0.0.1:" + this.server.getLocalPort();
	}

	private String acceptAndReadTheRequest() {
		try {
			Socket peer = this.server.accept();
			this.accepted.add(peer);
			StringBuilder head = new StringBuilder();
			while (head.indexOf("\r\n\r\n") < 0) {
				head.append(new String(peer.getInputStream().readNBytes(1), StandardCharsets.US_ASCII));
			}
			return head.toString();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Fills the accept queue. The kernel then ignores further connection attempts, as a
	 * firewall does.
	 */
	private void fillTheBacklog() throws IOException {
		for (int i = 0; i < 4; i++) {
			Socket socket = new Socket();
			this.accepted.add(socket);
			try {
				socket.connect(this.server.getLocalSocketAddress(), 100);
			}
			catch (SocketTimeoutException _) {
				return;
			}
		}
	}

}
