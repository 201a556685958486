package dev.essfacade.ess.http;

import java.nio.charset.StandardCharsets;
import java.util.Map;

import com.aliyuncs.http.FormatType;
import com.aliyuncs.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP answer, whatever its status. The SDK, whose own parser loops for ever on some
 * cut bodies, is shown an empty JSON object in place of the real body.
 */
public final class RawResponse extends HttpResponse {

	private static final byte[] FOR_THE_SDK = "{}".getBytes(StandardCharsets.US_ASCII);

	private final byte[] body;

	private final Map<String, String> fields;

	/**
	 * @param fields the header, by name in lower case
	 */
	RawResponse(int status, byte[] body, Map<String, String> fields) {
		setStatus(status);
		this.fields = fields;
		setHttpContent(FOR_THE_SDK, StandardCharsets.UTF_8.name(), FormatType.JSON);
		this.body = body.clone();
	}

	/** The body as it came. */
	public byte[] body() {
		return this.body.clone();
	}

	/**
	 * One field of the header; null if it is absent.
	 * @param name in lower case
	 */
	public @Nullable String field(String name) {
		return this.fields.get(name);
	}

}
