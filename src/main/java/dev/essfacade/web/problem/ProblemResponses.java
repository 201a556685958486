package dev.essfacade.web.problem;

import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.Stream;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/**
 * Turns a problem into a response. The media type of a problem does not depend on Accept.
 */
@Component
public class ProblemResponses {

	private static final Logger logger = LoggerFactory.getLogger(ProblemResponses.class);

	private final JsonMapper json;

	ProblemResponses(JsonMapper json) {
		this.json = json;
	}

	public ResponseEntity<Problem> answer(ProblemCode code, Problem problem, HttpServletRequest request) {
		return answer(code, problem, null, request);
	}

	/**
	 * Returns the response to a problem.
	 * @param asked shortest {@code Retry-After} that ESS asked for, or null
	 */
	public ResponseEntity<Problem> answer(ProblemCode code, Problem problem, @Nullable Duration asked,
			HttpServletRequest request) {
		log(code, request);
		return ResponseEntity.status(problem.status())
			.headers(headers(code, asked))
			.body(problem.at(RequestLine.path(request), RequestId.of(request)));
	}

	/** Writes the response from a filter, outside of Spring MVC. */
	public void write(ProblemCode code, String detail, HttpServletRequest request, HttpServletResponse response)
			throws IOException {
		write(new ProblemException(code, detail), request, response);
	}

	/** Writes the response with the violations of a failure. */
	public void write(ProblemException failure, HttpServletRequest request, HttpServletResponse response)
			throws IOException {
		Problem problem = failure.problem().at(RequestLine.path(request), RequestId.of(request));
		log(failure.code(), request);
		response.setStatus(problem.status());
		headers(failure.code(), null).forEach((name, values) -> response.setHeader(name, values.getFirst()));
		response.getOutputStream().write(this.json.writeValueAsBytes(problem));
	}

	private static void log(ProblemCode code, HttpServletRequest request) {
		ProblemCodeLabel.set(request, code);
		// A 5xx may need an operator.
		logger.atLevel(code.status().is5xxServerError() ? Level.WARN : Level.INFO)
			.log("Responded {} {} to {}", code.status().value(), code.code(), RequestLine.of(code, request));
	}

	private static HttpHeaders headers(ProblemCode code, @Nullable Duration asked) {
		HttpHeaders headers = new HttpHeaders();
		headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
		headers.setCacheControl("no-store");
		@Nullable Duration pause = code.pause();
		Duration longer = Stream.of(pause, code.retryable() ? asked : null)
			.filter(Objects::nonNull)
			.max(Duration::compareTo)
			.orElse(Duration.ZERO);
		if (longer.isPositive()) {
			headers.set(HttpHeaders.RETRY_AFTER, String.valueOf(longer.plusMillis(999).toSeconds()));
		}
		return headers;
	}

}
