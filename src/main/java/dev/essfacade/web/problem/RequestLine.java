package dev.essfacade.web.problem;

import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpMethod;
import org.springframework.web.servlet.HandlerMapping;

/** What was asked for, as the log and the audit may hold it. */
public final class RequestLine {

	private static final int LONGEST_PATH = 200;

	/**
	 * Whatever else a part of a path is, it is left out: a key or a token may have
	 * strayed into it, and those are longer or have capitals.
	 */
	private static final Pattern HARMLESS = Pattern.compile("[a-z0-9._~-]{0,28}");

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
		return (code == ProblemCode.NOT_FOUND) ? method(request) + " " + harmlessPath(request) : method(request);
	}

	private static String method(HttpServletRequest request) {
		HttpMethod method = HttpMethod.valueOf(request.getMethod());
		return Stream.of(HttpMethod.values()).anyMatch(method::equals) ? method.name() : "an unknown method";
	}

	/** The path, with a question mark for each part that could be a secret or do harm. */
	public static String harmlessPath(HttpServletRequest request) {
		String path = Stream.of(path(request).split("/", -1))
			.map((part) -> HARMLESS.matcher(part).matches() ? part : "?")
			.collect(Collectors.joining("/"));
		return path.substring(0, Math.min(path.length(), LONGEST_PATH));
	}

	/** What the caller asked for, also where the container has sent the request on. */
	static String path(HttpServletRequest request) {
		return (request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String asked) ? asked
				: request.getRequestURI();
	}

}
