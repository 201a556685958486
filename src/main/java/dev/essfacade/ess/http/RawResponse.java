package dev.essfacade.ess.http;

import java.nio.charset.StandardCharsets;
import java.util.Map;

import com.aliyuncs.http.FormatType;
import com.aliyuncs.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP response of any status. The SDK sees an empty JSON object instead of the body,
 * since its parser loops forever on some truncated bodies.
 */
public final class RawResponse extends HttpResponse {

	private static final byte[] BODY_FOR_SDK = "{}".getBytes(StandardCharsets.US_ASCII);

	private final byte[] body;

	private final Map<String, String> fields;

	/**
	 * @param headers by name in lower case
	 */
	RawResponse(int status, byte[] body, Map<String, String> headers) {
		setStatus(status);
		this.fields = headers;
		setHttpContent(BODY_FOR_SDK, StandardCharsets.UTF_8.name(), FormatType.JSON);
		this.body = body.clone();
	}

	/** Returns the status code. */
	public int status() {
		return getStatus();
	}

	/** Returns the body as received. */
	public byte[] body() {
		return this.body.clone();
	}

	/**
	 * Returns one header; null if it is absent.
	 * @param name in lower case
	 */
	public @Nullable String field(String name) {
		return this.fields.get(name);
	}

}
