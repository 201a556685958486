package dev.essfacade.web.problem;

import java.util.regex.Pattern;
import java.util.stream.Stream;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.web.servlet.HandlerMapping;

/** What was asked for, as the log may hold it. */
final class RequestLine {

	private static final int LONGEST_PATH = 100;

	/** No part of an address here is so long; a token that strayed into one is. */
	private static final Pattern STRAY = Pattern.compile("[^/]{41,}");

	private RequestLine() {
	}

	/**
	 * The method and the route. What the caller wrote stays out of the log, but for an
	 * address that does not exist: without it, nobody sees that a gateway adds a prefix.
	 */
	static String of(ProblemCode code, HttpServletRequest request) {
		@Nullable Object route = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
		if (route != null) {
			return method(request) + " " + route;
		}
		return (code == ProblemCode.NOT_FOUND) ? method(request) + " " + harmless(path(request)) : method(request);
	}

	private static String method(HttpServletRequest request) {
		HttpMethod method = HttpMethod.valueOf(request.getMethod());
		return Stream.of(HttpMethod.values()).anyMatch(method::equals) ? method.name() : "an unknown method";
	}

	private static String harmless(String path) {
		String shortened = STRAY.matcher(path).replaceAll("?");
		return shortened.substring(0, Math.min(shortened.length(), LONGEST_PATH)).replaceAll("[^A-Za-z0-9/._~-]", "?");
	}

	/** What the caller asked for, also where the container has sent the request on. */
	static String path(HttpServletRequest request) {
		return (request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String asked) ? asked
				: request.getRequestURI();
	}

}
