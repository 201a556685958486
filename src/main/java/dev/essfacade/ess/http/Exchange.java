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
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/**
 * One request and its answer, under one limit of time that nothing outlasts: not a name
 * look-up, not a handshake, not an answer that drips. It runs on a thread of its own, and
 * the caller waits for that thread no longer than the limit.
 */
final class Exchange {

	/** ESS's own answers are a few kilobytes; what is longer is not ESS's. */
	static final int LONGEST_ANSWER = 1024 * 1024;

	private static final String ATTRIBUTE = Exchange.class.getName();

	private final CloseableHttpClient http;

	private final HttpUriRequestBase request;

	private final String target;

	private final AtomicReference<State> state = new AtomicReference<>(State.PREPARING);

	/**
	 * @param target path and query; put on last, since HttpClient would take a long query
	 * apart on the way, only to look for a path
	 */
	Exchange(CloseableHttpClient http, HttpUriRequestBase request, String target) {
		this.http = http;
		this.request = request;
		this.target = target;
	}

	/**
	 * Called when a connection stands and the first byte is about to leave.
	 * @throws IOException if the caller has given up: then that byte stays here
	 */
	static void aboutToSend(HttpContext context, HttpRequest request) throws IOException {
		Exchange exchange = (Exchange) context.getAttribute(ATTRIBUTE);
		if (!exchange.state.compareAndSet(State.PREPARING, State.SENDING)) {
			throw new InterruptedIOException("given up before anything was sent");
		}
		request.setPath(exchange.target);
	}

	RawResponse within(Duration limit) throws ExchangeFailedException {
		FutureTask<RawResponse> answer = new FutureTask<>(this::run);
		Thread.ofVirtual().name("ess-exchange").start(answer);
		try {
			return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (TimeoutException _) {
			throw giveUp(null);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw giveUp(ex);
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
		@Nullable HttpEntity entity = response.getEntity();
		if (entity == null) {
			return new RawResponse(response.getCode(), new byte[0], fields(response));
		}
		byte[] body = entity.getContent().readNBytes(mostToRead(entity));
		if (body.length > LONGEST_ANSWER) {
			// Closing would read on to the end, however far that is.
			this.request.cancel();
			throw new ExchangeFailedException(Stage.TOO_LONG, null);
		}
		return new RawResponse(response.getCode(), body, fields(response));
	}

	/** One byte more than there should be; what is said of the length spares buffers. */
	private static int mostToRead(HttpEntity entity) {
		long length = entity.getContentLength();
		return (int) ((length >= 0) ? Math.min(length, LONGEST_ANSWER) : LONGEST_ANSWER) + 1;
	}

	private static Map<String, String> fields(ClassicHttpResponse response) {
		Map<String, String> fields = new HashMap<>();
		for (Header field : response.getHeaders()) {
			if (field.getValue() != null) {
				fields.put(field.getName().toLowerCase(Locale.ROOT), field.getValue());
			}
		}
		return fields;
	}

	private ExchangeFailedException giveUp(@Nullable Throwable cause) {
		boolean sent = !this.state.compareAndSet(State.PREPARING, State.ABANDONED);
		this.request.cancel();
		return new ExchangeFailedException(sent ? Stage.TIMED_OUT : Stage.NOT_SENT, cause);
	}

	private ExchangeFailedException failed(@Nullable Throwable cause) {
		if (cause instanceof ExchangeFailedException itself) {
			return itself;
		}
		if (this.state.get() != State.SENDING) {
			boolean crowded = cause instanceof ConnectionRequestTimeoutException;
			return new ExchangeFailedException(crowded ? Stage.NO_FREE_CONNECTION : Stage.NOT_SENT, cause);
		}
		boolean silence = cause instanceof SocketTimeoutException;
		return new ExchangeFailedException(silence ? Stage.TIMED_OUT : Stage.BROKEN_OFF, cause);
	}

	private enum State {

		PREPARING, SENDING, ABANDONED

	}

}
