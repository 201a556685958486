package dev.essfacade.ess.http;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;

import dev.essfacade.ess.http.ExchangeFailedException.Stage;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * One request and its response. A time limit covers the whole exchange: DNS lookup,
 * connection, handshakes, and a response that arrives slowly. The exchange runs on the
 * caller's thread. {@link DeadlineSocket} and {@link BoundedDnsResolver} apply the limit.
 */
final class Exchange {

	private static final ScopedValue<Exchange> CURRENT = ScopedValue.newInstance();

	private final CloseableHttpClient http;

	private final HttpUriRequestBase request;

	private final String target;

	private final Limits limits;

	private final long end;

	private boolean sent;

	/**
	 * @param target path and query. They are set just before sending, since HttpClient
	 * would otherwise parse a long query several times.
	 */
	Exchange(CloseableHttpClient http, HttpUriRequestBase request, String target, Limits limits) {
		this.http = http;
		this.request = request;
		this.target = target;
		this.limits = limits;
		this.end = System.nanoTime() + limits.time.toNanos();
	}

	/**
	 * Returns the milliseconds left of the current exchange's time limit, at least one.
	 */
	static long millisLeft() {
		return Math.max(1, (CURRENT.get().end - System.nanoTime() + 999_999) / 1_000_000);
	}

	/**
	 * Limits a timeout to the time left of the current exchange, if there is one.
	 * @param millis the timeout; 0 means none
	 * @throws SocketTimeoutException if no time is left
	 */
	static int limited(int millis) throws SocketTimeoutException {
		if (!CURRENT.isBound()) {
			return millis;
		}
		if (CURRENT.get().end - System.nanoTime() <= 0) {
			throw new SocketTimeoutException("The exchange took too long");
		}
		int left = (int) Math.min(millisLeft(), Integer.MAX_VALUE);
		return (millis > 0) ? Math.min(millis, left) : left;
	}

	/**
	 * Marks the request as sent. HttpClient calls this when the connection or the proxy
	 * tunnel is ready, before the first byte of the request.
	 * @throws IOException if no time is left or the request was already sent; nothing is
	 * sent then
	 */
	static void beforeSend(HttpClientContext context, HttpRequest request) throws IOException {
		Exchange exchange = CURRENT.get();
		if (exchange.sent) {
			throw new IOException("sent before");
		}
		limited(0);
		exchange.sent = true;
		// Until now the connect timeout has limited each read.
		context.setRequestConfig(
				RequestConfig.copy(context.getRequestConfigOrDefault()).setResponseTimeout(Timeout.DISABLED).build());
		request.setPath(exchange.target);
	}

	RawResponse execute() throws ExchangeFailedException {
		try {
			limitWaitForConnection();
			return ScopedValue.where(CURRENT, this).call(() -> this.http.execute(this.request, this::read));
		}
		catch (IOException ex) {
			throw failed(ex);
		}
		catch (RuntimeException ex) {
			if (this.sent) {
				// After a defect of the HTTP client, ESS may have executed the call.
				throw failure(Stage.CONNECTION_LOST, ex);
			}
			throw ex;
		}
	}

	private void limitWaitForConnection() {
		RequestConfig config = this.request.getConfig();
		Timeout limit = Timeout.of(this.limits.time);
		if (config.getConnectionRequestTimeout().compareTo(limit) > 0) {
			this.request.setConfig(RequestConfig.copy(config).setConnectionRequestTimeout(limit).build());
		}
	}

	private RawResponse read(ClassicHttpResponse response) throws IOException {
		if (!this.sent) {
			this.request.cancel(); // otherwise HttpClient may keep the connection leased
			throw failure(Stage.NOT_SENT, "the egress proxy answered " + response.getCode(), null);
		}
		@Nullable HttpEntity entity = response.getEntity();
		if (entity == null) {
			return new RawResponse(response.getCode(), new byte[0], response.getHeaders());
		}
		byte[] body = entity.getContent().readNBytes(maxBytesToRead(entity));
		if (body.length > this.limits.responseBytes) {
			this.request.cancel(); // closing would read the rest, however long
			throw failure(Stage.RESPONSE_TOO_LONG, null);
		}
		return new RawResponse(response.getCode(), body, response.getHeaders());
	}

	/**
	 * Returns one byte more than the size limit, or than the declared length if that is
	 * shorter.
	 */
	private int maxBytesToRead(HttpEntity entity) {
		long length = entity.getContentLength();
		int max = this.limits.responseBytes;
		return (int) ((length >= 0) ? Math.min(length, max) : max) + 1;
	}

	private ExchangeFailedException failed(IOException cause) {
		if (cause instanceof ExchangeFailedException itself) {
			return itself;
		}
		if (!this.sent) {
			boolean exhausted = cause instanceof ConnectionRequestTimeoutException;
			return failure(exhausted ? Stage.NO_FREE_CONNECTION : Stage.NOT_SENT, cause);
		}
		boolean ended = cause instanceof SocketTimeoutException || Thread.currentThread().isInterrupted();
		return failure(ended ? Stage.TIMED_OUT : Stage.CONNECTION_LOST, cause);
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

}
