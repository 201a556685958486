package dev.essfacade.security.jwt;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.essfacade.ess.http.EgressProxyProperties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** Limits on the size and duration of an issuer's response. */
class BoundedResourceRetrieverTests {

	/** Timeout that is longer than any wait on a busy machine. */
	private static final Duration TEST_TIMEOUT = Duration.ofSeconds(30);

	private final CountDownLatch requested = new CountDownLatch(1);

	private final CompletableFuture<Boolean> disconnected = new CompletableFuture<>();

	private final BoundedResourceRetriever retriever = new BoundedResourceRetriever(EgressProxyProperties.NONE);

	private HttpServer issuer;

	@BeforeEach
	void start() throws IOException {
		this.issuer = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
		this.issuer.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
		this.issuer.start();
	}

	@AfterEach
	void stop() {
		this.retriever.close();
		this.issuer.stop(0);
	}

	@Test
	void returnsTheWholeDocumentAndItsType() throws IOException {
		at("/keys", (exchange) -> {
			exchange.getResponseHeaders().set("Content-Type", "application/jwk-set+json");
			respond(exchange, 200, "{\"é\": 1}");
		});
		assertThat(this.retriever.retrieveResource(url("/keys")).getContent()).isEqualTo("{\"é\": 1}");
		assertThat(this.retriever.retrieveResource(url("/keys")).getContentType())
			.isEqualTo("application/jwk-set+json");
	}

	@Test
	void asksForJson() throws IOException {
		at("/keys", (exchange) -> respond(exchange, 200, exchange.getRequestHeaders().getFirst("Accept")));
		assertThat(this.retriever.retrieveResource(url("/keys")).getContent()).startsWith("application/json");
		assertThat(this.retriever.retrieveResource(url("/keys")).getContentType()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(ints = { 201, 302, 404, 500 })
	void acceptsNoStatusBut200AndFollowsNoRedirect(int status) {
		at("/keys", (exchange) -> {
			exchange.getResponseHeaders().set("Location", "/elsewhere");
			respond(exchange, status, "{}");
		});
		at("/elsewhere", (exchange) -> respond(exchange, 200, "{}"));
		assertThatThrownBy(() -> this.retriever.retrieveResource(url("/keys"))).isInstanceOf(IOException.class)
			.hasMessage(host() + " returned " + status);
	}

	@Test
	void rejectsADocumentOfMoreThan256Kilobytes() throws IOException {
		at("/small", (exchange) -> respond(exchange, 200, "x".repeat(256 * 1024)));
		at("/large", (exchange) -> respond(exchange, 200, "x".repeat(256 * 1024 + 1)));
		assertThat(this.retriever.retrieveResource(url("/small")).getContent()).hasSize(256 * 1024);
		assertThatThrownBy(() -> this.retriever.retrieveResource(url("/large"))).isInstanceOf(IOException.class)
			.hasMessage(host() + ": the response is too long");
	}

	@Test
	void closesTheConnectionAfterFiveSeconds() throws IOException {
		URL stuck = stuckIssuer();
		assertThatThrownBy(() -> this.retriever.retrieveResource(stuck)).isInstanceOf(IOException.class)
			.hasMessage(stuck.getAuthority() + ": no complete response in time: SocketTimeoutException");
		assertThat(this.disconnected).succeedsWithin(TEST_TIMEOUT).isEqualTo(true);
	}

	@Test // O10
	void aFailureNamesTheHostAndTheExceptionTypes() throws IOException {
		this.issuer.stop(0);
		assertThat(failure(url("/keys?a=secret")))
			.isEqualTo(host() + ": no connection, the request was not sent: HttpHostConnectException");
	}

	@Test
	void closingEndsARunningFetch() throws Exception {
		CompletableFuture<String> outcome = new CompletableFuture<>();
		URL stuck = stuckIssuer();
		Thread.ofVirtual().start(() -> outcome.complete(failure(stuck)));
		this.requested.await();
		this.retriever.close();
		assertThat(outcome).succeedsWithin(TEST_TIMEOUT)
			.asString()
			.startsWith(stuck.getAuthority() + ": the connection was lost");
	}

	@Test
	void anInterruptedThreadStaysInterrupted() throws Exception {
		CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
		URL stuck = stuckIssuer();
		Thread caller = Thread.ofVirtual().start(() -> {
			boolean failed = failure(stuck).endsWith(": no complete response in time: SocketException");
			interrupted.complete(failed && Thread.currentThread().isInterrupted());
		});
		this.requested.await();
		caller.interrupt();
		assertThat(interrupted).succeedsWithin(TEST_TIMEOUT).isEqualTo(true);
	}

	private String failure(URL url) {
		return String
			.valueOf(catchThrowableOfType(IOException.class, () -> this.retriever.retrieveResource(url)).getMessage());
	}

	/**
	 * Returns the URL of an issuer that sends one of ten announced bytes, and nothing
	 * more.
	 */
	private URL stuckIssuer() throws IOException {
		ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"));
		Thread.ofVirtual().start(() -> {
			try (socket; Socket connection = socket.accept()) {
				readHead(
						new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8)));
				connection.getOutputStream()
					.write("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n{".getBytes(StandardCharsets.UTF_8));
				this.requested.countDown();
				this.disconnected.complete(connection.getInputStream().read() < 0);
			}
			catch (IOException _) {
				this.disconnected.complete(true);
			}
		});
		return URI.create("http://127.0.0.1:" + socket.getLocalPort()).toURL();
	}

	private static void readHead(BufferedReader request) throws IOException {
		String line;
		do {
			line = request.readLine();
		}
		while (line != null && !line.isEmpty());
	}

	private void at(String path, Handler handler) {
		this.issuer.createContext(path, handler::handle);
	}

	private String host() {
		return "127.0.0.1:" + this.issuer.getAddress().getPort();
	}

	private URL url(String path) throws IOException {
		return URI.create("http://" + host() + path).toURL();
	}

	private static void respond(HttpExchange exchange, int status, String text) throws IOException {
		byte[] body = text.getBytes(StandardCharsets.UTF_8);
		exchange.sendResponseHeaders(status, body.length);
		exchange.getResponseBody().write(body);
		exchange.close();
	}

	/** Responds to one request. */
	private interface Handler {

		void handle(HttpExchange exchange) throws IOException;

	}

}
