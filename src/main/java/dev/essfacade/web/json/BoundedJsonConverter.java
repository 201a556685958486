package dev.essfacade.web.json;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.function.LongSupplier;

import dev.essfacade.web.problem.ProblemCode;
import dev.essfacade.web.problem.ProblemException;
import dev.essfacade.web.problem.Violation;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.ResolvableType;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;

/**
 * Reads a request body with limits on its size and time. Serializes the whole response
 * before the status is sent. A serialization error can therefore still become a problem.
 */
final class BoundedJsonConverter extends JacksonJsonHttpMessageConverter {

	static final int MAX_BODY_BYTES = 64 * 1024;

	/**
	 * Maximum time until the whole body has arrived. The time is checked after each read,
	 * so the last read can exceed it.
	 */
	static final Duration BODY_TIMEOUT = Duration.ofSeconds(10);

	private static final int INITIAL_BUFFER = 1024;

	private static final byte[] UTF_8_MARK = { (byte) 0xEF, (byte) 0xBB, (byte) 0xBF };

	private static final byte[] UTF_16BE_MARK = { (byte) 0xFE, (byte) 0xFF };

	private static final byte[] UTF_16LE_MARK = { (byte) 0xFF, (byte) 0xFE };

	private final LongSupplier nanoTime;

	BoundedJsonConverter(JsonMapper json, LongSupplier nanoTime) {
		super(json);
		this.nanoTime = nanoTime;
	}

	@Override
	public Object read(ResolvableType type, HttpInputMessage message, @Nullable Map<String, Object> hints)
			throws IOException {
		return super.read(type, new Body(message.getHeaders(),
				new ByteArrayInputStream(requireUtf8(requireNoByteOrderMark(bytes(message))))), hints);
	}

	private byte[] bytes(HttpInputMessage message) throws IOException {
		long length = message.getHeaders().getContentLength();
		if (length > MAX_BODY_BYTES) {
			throw ProblemException.of(ProblemCode.BODY_TOO_LARGE);
		}
		byte[] buffer = new byte[(length >= 0) ? (int) length + 1 : INITIAL_BUFFER];
		long deadline = this.nanoTime.getAsLong() + BODY_TIMEOUT.toNanos();
		int size = 0;
		for (int read = 0; read >= 0; read = message.getBody().read(buffer, size, buffer.length - size)) {
			size += read;
			if (size > MAX_BODY_BYTES) {
				throw ProblemException.of(ProblemCode.BODY_TOO_LARGE);
			}
			if (this.nanoTime.getAsLong() - deadline > 0) {
				throw ProblemException.of(ProblemCode.REQUEST_TIMEOUT);
			}
			buffer = (size == buffer.length) ? Arrays.copyOf(buffer, 2 * size) : buffer;
		}
		return Arrays.copyOf(buffer, size);
	}

	private static byte[] requireNoByteOrderMark(byte[] body) {
		if (startsWith(body, UTF_8_MARK) || startsWith(body, UTF_16BE_MARK) || startsWith(body, UTF_16LE_MARK)) {
			throw ProblemException.invalid(Violation.inBody("#", Violation.rule("byte-order-mark")));
		}
		return body;
	}

	/**
	 * Requires valid UTF-8. Jackson would accept overlong encodings, which can hide a
	 * field from a proxy.
	 */
	private static byte[] requireUtf8(byte[] body) {
		try {
			StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
			return body;
		}
		catch (CharacterCodingException _) {
			throw ProblemException.invalid(Violation.inBody("#", Violation.rule("utf-8")));
		}
	}

	private static boolean startsWith(byte[] body, byte[] mark) {
		return body.length >= mark.length && Arrays.equals(body, 0, mark.length, mark, 0, mark.length);
	}

	@Override
	protected void writeInternal(Object value, ResolvableType type, HttpOutputMessage message,
			@Nullable Map<String, Object> hints) throws IOException {
		byte[] body = getMapper().writeValueAsBytes(value);
		message.getHeaders().setContentLength(body.length);
		message.getBody().write(body);
	}

	/** A request whose body has been read. */
	private record Body(HttpHeaders headers, InputStream body) implements HttpInputMessage {

		@Override
		public HttpHeaders getHeaders() {
			return this.headers;
		}

		@Override
		public InputStream getBody() {
			return this.body;
		}

	}

}
