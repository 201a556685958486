package dev.essfacade.web.problem;

import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpMethod;
import org.springframework.web.servlet.HandlerMapping;

/** Method and path of a request in a form that is safe for log and audit records. */
public final class RequestLine {

	private static final int LONGEST_PATH = 200;

	/**
	 * Path segments that are logged. Secrets are longer or contain capitals, so no secret
	 * is logged by accident.
	 */
	private static final Pattern HARMLESS = Pattern.compile("[a-z0-9._~-]{0,28}");

	private RequestLine() {
	}

	/**
	 * Returns the method and the route. The path itself is logged only if no route
	 * matches. The path then shows, for example, that a gateway adds a prefix.
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

	/** Returns the path, with a question mark for each segment that is not logged. */
	public static String harmlessPath(HttpServletRequest request) {
		String path = Stream.of(path(request).split("/", -1))
			.map((part) -> HARMLESS.matcher(part).matches() ? part : "?")
			.collect(Collectors.joining("/"));
		return path.substring(0, Math.min(path.length(), LONGEST_PATH));
	}

	/** Returns the path of the request, also during an error dispatch. */
	static String path(HttpServletRequest request) {
		return (request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String asked) ? asked
				: request.getRequestURI();
	}

}
