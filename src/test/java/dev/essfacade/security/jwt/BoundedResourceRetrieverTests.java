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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** What an issuer can send, and how long it can take. */
class BoundedResourceRetrieverTests {

	/** Of a test with a busy machine. */
	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private final CountDownLatch asked = new CountDownLatch(1);

	private final CompletableFuture<Boolean> hungUp = new CompletableFuture<>();

	private final BoundedResourceRetriever fetch = new BoundedResourceRetriever();

	private HttpServer issuer;

	@BeforeEach
	void start() throws IOException {
		this.issuer = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
		this.issuer.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
		this.issuer.start();
	}

	@AfterEach
	void stop() {
		this.fetch.close();
		this.issuer.stop(0);
	}

	@Test
	void aDocumentIsFetchedWhole() throws IOException {
		at("/keys", (exchange) -> {
			exchange.getResponseHeaders().set("Content-Type", "application/jwk-set+json");
			answer(exchange, 200, "{\"é\": 1}");
		});
		assertThat(this.fetch.retrieveResource(url("/keys")).getContent()).isEqualTo("{\"é\": 1}");
		assertThat(this.fetch.retrieveResource(url("/keys")).getContentType()).isEqualTo("application/jwk-set+json");
	}

	@Test
	void itIsAskedForAsJson() throws IOException {
		at("/keys", (exchange) -> answer(exchange, 200, exchange.getRequestHeaders().getFirst("Accept")));
		assertThat(this.fetch.retrieveResource(url("/keys")).getContent()).startsWith("application/json");
		assertThat(this.fetch.retrieveResource(url("/keys")).getContentType()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(ints = { 201, 302, 404, 500 })
	void onlyAPlainAnswerCounts(int status) {
		at("/keys", (exchange) -> {
			exchange.getResponseHeaders().set("Location", "/elsewhere");
			answer(exchange, status, "{}");
		});
		at("/elsewhere", (exchange) -> answer(exchange, 200, "{}"));
		assertThatThrownBy(() -> this.fetch.retrieveResource(url("/keys"))).isInstanceOf(IOException.class)
			.hasMessage("It answers " + status);
	}

	@Test
	void aDocumentHasUpTo256Kilobytes() throws IOException {
		at("/small", (exchange) -> answer(exchange, 200, "x".repeat(256 * 1024)));
		at("/large", (exchange) -> answer(exchange, 200, "x".repeat(256 * 1024 + 1)));
		assertThat(this.fetch.retrieveResource(url("/small")).getContent()).hasSize(256 * 1024);
		assertThatThrownBy(() -> this.fetch.retrieveResource(url("/large"))).isInstanceOf(IOException.class)
			.hasMessage("It cannot be reached or sends too much");
	}

	@Test
	void whoIsNotDoneAfterFiveSecondsIsLeft() throws IOException {
		URL stuck = stuckIssuer();
		assertThatThrownBy(() -> this.fetch.retrieveResource(stuck)).isInstanceOf(IOException.class)
			.hasMessage("It does not answer within 5 s");
		assertThat(this.hungUp).succeedsWithin(PATIENCE).isEqualTo(true);
	}

	@Test
	void aServiceThatStopsWaitsForNobody() throws Exception {
		CompletableFuture<String> outcome = new CompletableFuture<>();
		URL stuck = stuckIssuer();
		Thread.ofVirtual().start(() -> outcome.complete(failure(stuck)));
		this.asked.await();
		this.fetch.close();
		assertThat(outcome).succeedsWithin(PATIENCE).isEqualTo("It cannot be reached or sends too much");
	}

	@Test
	void aThreadThatIsInterruptedStaysSo() throws Exception {
		CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
		URL stuck = stuckIssuer();
		Thread caller = Thread.ofVirtual().start(() -> {
			boolean stopping = "This service is stopping".equals(failure(stuck));
			interrupted.complete(stopping && Thread.currentThread().isInterrupted());
		});
		this.asked.await();
		caller.interrupt();
		assertThat(interrupted).succeedsWithin(PATIENCE).isEqualTo(true);
	}

	private @Nullable String failure(URL url) {
		return catchThrowableOfType(IOException.class, () -> this.fetch.retrieveResource(url)).getMessage();
	}

	/** One byte of ten, and then nothing, until the other side hangs up. */
	private URL stuckIssuer() throws IOException {
		ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"));
		Thread.ofVirtual().start(() -> {
			try (socket; Socket connection = socket.accept()) {
				readHead(
						new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8)));
				connection.getOutputStream()
					.write("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n{".getBytes(StandardCharsets.UTF_8));
				this.asked.countDown();
				this.hungUp.complete(connection.getInputStream().read() < 0);
			}
			catch (IOException _) {
				this.hungUp.complete(true);
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

	private void at(String path, Answer answer) {
		this.issuer.createContext(path, answer::to);
	}

	private URL url(String path) throws IOException {
		return URI.create("http://127.0.0.1:" + this.issuer.getAddress().getPort() + path).toURL();
	}

	private static void answer(HttpExchange exchange, int status, String text) throws IOException {
		byte[] body = text.getBytes(StandardCharsets.UTF_8);
		exchange.sendResponseHeaders(status, body.length);
		exchange.getResponseBody().write(body);
		exchange.close();
	}

	/** Answers one exchange. */
	private interface Answer {

		void to(HttpExchange exchange) throws IOException;

	}

}
