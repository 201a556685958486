package dev.essfacade.web.problem;

import java.util.UUID;
import java.util.regex.Pattern;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * The id that a request has in its answer, in every log line and in the audit: the
 * caller's own if it is well-formed, else a new one. It lies here because answers quote
 * it.
 */
public final class RequestId {

	public static final String HEADER = "X-Request-Id";

	/** Where it stands in the request, and in the log. */
	public static final String KEY = "requestId";

	private static final Pattern WELL_FORMED = Pattern.compile("[A-Za-z0-9._-]{1,64}");

	private RequestId() {
	}

	/** The id of a request; null as long as it has been given none. */
	static @Nullable String of(HttpServletRequest request) {
		return (String) request.getAttribute(KEY);
	}

	/** The id of a request, which has one from here on. */
	public static String giveTo(HttpServletRequest request) {
		@Nullable String id = of(request);
		if (id == null) {
			@Nullable String given = request.getHeader(HEADER);
			id = (given != null && WELL_FORMED.matcher(given).matches()) ? given : UUID.randomUUID().toString();
			request.setAttribute(KEY, id);
		}
		return id;
	}

}
