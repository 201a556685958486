package dev.essfacade.web.problem;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
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

	private final ProblemTexts texts;

	private final JsonMapper json;

	ProblemResponses(ProblemTexts texts, JsonMapper json) {
		this.texts = texts;
		this.json = json;
	}

	/** Returns the response to a failure. */
	public ResponseEntity<Problem> answer(ProblemException failure, HttpServletRequest request) {
		return answer(failure, null, request);
	}

	/**
	 * Returns the response to a failure.
	 * @param asked minimum {@code Retry-After} according to the upstream response, or
	 * null
	 */
	public ResponseEntity<Problem> answer(ProblemException failure, @Nullable Duration asked,
			HttpServletRequest request) {
		Problem problem = this.texts.document(failure, request);
		log(failure.code(), request);
		return ResponseEntity.status(problem.status()).headers(headers(failure, asked, request)).body(problem);
	}

	/** Writes the response from a filter, outside of Spring MVC. */
	public void write(ProblemException failure, HttpServletRequest request, HttpServletResponse response)
			throws IOException {
		Problem problem = this.texts.document(failure, request);
		log(failure.code(), request);
		send(problem, failure, request, response);
	}

	/**
	 * Writes the response to a request that the container itself rejected. The path of
	 * the request is left out, since it can be malformed.
	 */
	public void writeForContainer(ProblemException failure, HttpServletRequest request, HttpServletResponse response)
			throws IOException {
		send(this.texts.document(failure, request).withoutPath(), failure, request, response);
	}

	private void send(Problem problem, ProblemException failure, HttpServletRequest request,
			HttpServletResponse response) throws IOException {
		HttpHeaders headers = headers(failure, null, request);
		headers.remove(HttpHeaders.VARY);
		response.setStatus(problem.status());
		response.addHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE);
		headers.forEach((name, values) -> response.setHeader(name, values.getFirst()));
		byte[] body = this.json.writeValueAsBytes(problem);
		response.setContentLength(body.length);
		response.getOutputStream().write(body);
	}

	private static void log(ProblemCode code, HttpServletRequest request) {
		ProblemCodeLabel.set(request, code);
		// A 5xx may need an action of an operator.
		logger.atLevel(code.status().is5xxServerError() ? Level.WARN : Level.INFO)
			.log("Responded {} {} to {}", code.status().value(), code.code(), RequestLine.of(code, request));
	}

	private HttpHeaders headers(ProblemException failure, @Nullable Duration asked, HttpServletRequest request) {
		ProblemCode code = failure.code();
		HttpHeaders headers = new HttpHeaders();
		headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
		headers.setCacheControl("no-store");
		headers.setContentLanguage(this.texts.language(request));
		headers.setVary(List.of(HttpHeaders.ACCEPT_LANGUAGE));
		// Spring Security does not add this header to responses of the container and of
		// earlier filters.
		headers.set("Referrer-Policy", "no-referrer");
		if (failure.challenge() != null) {
			headers.set(HttpHeaders.WWW_AUTHENTICATE, failure.challenge());
		}
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
