package dev.essfacade.web.problem;

import java.util.UUID;
import java.util.regex.Pattern;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * The id of a request in its response, in every log line and in the audit log. If the
 * caller sends a well-formed id, this id is used. Otherwise a new id is generated.
 */
public final class RequestId {

	public static final String HEADER = "X-Request-Id";

	/** Name of the request attribute and of the MDC entry. */
	public static final String KEY = "requestId";

	private static final Pattern WELL_FORMED = Pattern.compile("[A-Za-z0-9._-]{1,64}");

	private RequestId() {
	}

	/** Returns the id of a request, or null before one is assigned. */
	static @Nullable String of(HttpServletRequest request) {
		return (String) request.getAttribute(KEY);
	}

	/** Assigns an id to a request that has none, and returns the request's id. */
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
