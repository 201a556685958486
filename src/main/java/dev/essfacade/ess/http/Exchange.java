package dev.essfacade.ess.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

import dev.essfacade.ess.http.ExchangeFailedException.Stage;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * One request and its response. A time limit covers the whole exchange: DNS lookup,
 * connection, handshakes, and a response that arrives slowly. The exchange runs on its
 * own thread, and the caller waits for that thread at most for the time limit.
 */
final class Exchange {

	private static final String ATTRIBUTE = Exchange.class.getName();

	private final CloseableHttpClient http;

	private final HttpUriRequestBase request;

	private final String target;

	private final Limits limits;

	private final AtomicReference<State> state = new AtomicReference<>(State.PREPARING);

	/**
	 * @param target path and query, set just before sending: HttpClient would parse a
	 * long query several times
	 */
	Exchange(CloseableHttpClient http, HttpUriRequestBase request, String target, Limits limits) {
		this.http = http;
		this.request = request;
		this.target = target;
		this.limits = limits;
	}

	/**
	 * Marks the request as sent. HttpClient calls this when the connection is ready,
	 * through a proxy as well, and before the first byte of the request.
	 * @throws IOException if the caller no longer waits; nothing is sent then
	 */
	static void beforeSend(HttpClientContext context, HttpRequest request) throws IOException {
		Exchange exchange = (Exchange) context.getAttribute(ATTRIBUTE);
		if (!exchange.state.compareAndSet(State.PREPARING, State.SENDING)) {
			throw new InterruptedIOException("abandoned, or sent before");
		}
		// Until now the connect timeout has limited each read.
		context.setRequestConfig(RequestConfig.copy(context.getRequestConfigOrDefault())
			.setResponseTimeout(Timeout.of(exchange.limits.time))
			.build());
		request.setPath(exchange.target);
	}

	RawResponse execute() throws ExchangeFailedException {
		FutureTask<RawResponse> response = new FutureTask<>(this::run);
		Thread.ofVirtual().name("ess-exchange").start(response);
		try {
			return response.get(this.limits.time.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (TimeoutException _) {
			throw abandon(null);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw abandon(ex);
		}
		catch (ExecutionException ex) {
			throw failed(ex.getCause());
		}
	}

	private RawResponse run() throws IOException {
		HttpClientContext context = HttpClientContext.create();
		context.setAttribute(ATTRIBUTE, this);
		return this.http.execute(this.request, context, this::read);
	}

	private RawResponse read(ClassicHttpResponse response) throws IOException {
		if (this.state.get() != State.SENDING) {
			this.request.cancel(); // HttpClient may keep this connection leased
			throw failure(Stage.NOT_SENT, "the egress proxy answered " + response.getCode(), null);
		}
		@Nullable HttpEntity entity = response.getEntity();
		if (entity == null) {
			return new RawResponse(response.getCode(), new byte[0], headers(response));
		}
		byte[] body = entity.getContent().readNBytes(maxBytesToRead(entity));
		if (body.length > this.limits.responseBytes) {
			this.request.cancel(); // closing would read the rest, however long
			throw failure(Stage.RESPONSE_TOO_LONG, null);
		}
		return new RawResponse(response.getCode(), body, headers(response));
	}

	/** Returns one byte more than allowed. A declared length keeps the buffer small. */
	private int maxBytesToRead(HttpEntity entity) {
		long length = entity.getContentLength();
		int max = this.limits.responseBytes;
		return (int) ((length >= 0) ? Math.min(length, max) : max) + 1;
	}

	private static Map<String, String> headers(ClassicHttpResponse response) {
		Map<String, String> headers = new HashMap<>();
		for (Header header : response.getHeaders()) {
			if (header.getValue() != null) {
				headers.put(header.getName().toLowerCase(Locale.ROOT), header.getValue());
			}
		}
		return headers;
	}

	private ExchangeFailedException abandon(@Nullable Throwable cause) {
		boolean sent = !this.state.compareAndSet(State.PREPARING, State.ABANDONED);
		this.request.cancel();
		return failure(sent ? Stage.TIMED_OUT : Stage.NOT_SENT, cause);
	}

	private ExchangeFailedException failed(@Nullable Throwable cause) {
		if (cause instanceof ExchangeFailedException itself) {
			return itself;
		}
		if (this.state.get() != State.SENDING) {
			boolean exhausted = cause instanceof ConnectionRequestTimeoutException;
			return failure(exhausted ? Stage.NO_FREE_CONNECTION : Stage.NOT_SENT, cause);
		}
		boolean timeout = cause instanceof SocketTimeoutException;
		return failure(timeout ? Stage.TIMED_OUT : Stage.CONNECTION_LOST, cause);
	}

	private ExchangeFailedException failure(Stage stage, @Nullable Throwable cause) {
		return failure(stage, stage.text(), cause);
	}

	private ExchangeFailedException failure(Stage stage, String detail, @Nullable Throwable cause) {
		return new ExchangeFailedException(stage, detail, this.request.getAuthority().toString(), cause);
	}

	/**
	 * Limits of one exchange.
	 *
	 * @param time longest time from the DNS lookup to the last byte of the response
	 * @param responseBytes longest response body
	 */
	record Limits(Duration time, int responseBytes) {
	}

	private enum State {

		PREPARING, SENDING, ABANDONED

	}

}
