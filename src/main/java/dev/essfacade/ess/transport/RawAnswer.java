package dev.essfacade.ess.transport;

import java.nio.charset.StandardCharsets;

import com.aliyuncs.http.FormatType;
import com.aliyuncs.http.HttpResponse;

/**
 * An HTTP answer, whatever its status. The SDK, whose own parser loops for ever on some
 * cut bodies, is shown an empty JSON object in place of the real body.
 */
public final class RawAnswer extends HttpResponse {

	private static final byte[] FOR_THE_SDK = "{}".getBytes(StandardCharsets.US_ASCII);

	private final byte[] body;

	RawAnswer(int status, byte[] body) {
		setStatus(status);
		setHttpContent(FOR_THE_SDK, StandardCharsets.UTF_8.name(), FormatType.JSON);
		this.body = body.clone();
	}

	/** The body as it came. */
	public byte[] body() {
		return this.body.clone();
	}

}
