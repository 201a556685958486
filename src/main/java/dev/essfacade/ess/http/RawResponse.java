package dev.essfacade.ess.http;

import java.nio.charset.StandardCharsets;

import com.aliyuncs.http.FormatType;
import com.aliyuncs.http.HttpResponse;
import org.apache.hc.core5.http.Header;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP response of any status. The SDK sees an empty JSON object instead of the body,
 * since its parser loops forever on some truncated bodies.
 */
public final class RawResponse extends HttpResponse {

	private static final byte[] BODY_FOR_SDK = "{}".getBytes(StandardCharsets.US_ASCII);

	private final byte[] body;

	private final Header[] fields;

	RawResponse(int status, byte[] body, Header[] fields) {
		setStatus(status);
		this.fields = fields;
		setHttpContent(BODY_FOR_SDK, StandardCharsets.UTF_8.name(), FormatType.JSON);
		this.body = body;
	}

	/** Returns the status code. */
	public int status() {
		return getStatus();
	}

	/** Returns the body as received. */
	public byte[] body() {
		return this.body;
	}

	/** Returns the value of the last header of this name; null if there is none. */
	public @Nullable String field(String name) {
		for (int i = this.fields.length - 1; i >= 0; i--) {
			if (this.fields[i].getName().equalsIgnoreCase(name)) {
				return this.fields[i].getValue();
			}
		}
		return null;
	}

}
