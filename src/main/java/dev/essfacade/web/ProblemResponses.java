package dev.essfacade.web;

import java.io.IOException;
import java.time.Duration;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Turns a problem into an answer, whatever media type the caller asked for. */
@Component
class ProblemResponses {

	private final JsonMapper json;

	ProblemResponses(JsonMapper json) {
		this.json = json;
	}

	ResponseEntity<Problem> answer(ProblemCode code, Problem problem, HttpServletRequest request) {
		return answer(code, problem, null, request);
	}

	/**
	 * The same, where somebody has said how long to wait.
	 * @param asked the caller is told to wait no shorter
	 */
	ResponseEntity<Problem> answer(ProblemCode code, Problem problem, @Nullable Duration asked,
			HttpServletRequest request) {
		return ResponseEntity.status(problem.status())
			.headers(headers(code, asked))
			.body(problem.at(request.getRequestURI(), RequestIdFilter.of(request)));
	}

	/** For filters, which stand outside of Spring MVC. */
	void write(ProblemCode code, String detail, HttpServletRequest request, HttpServletResponse response)
			throws IOException {
		Problem problem = Problem.of(code, detail).at(request.getRequestURI(), RequestIdFilter.of(request));
		response.setStatus(problem.status());
		headers(code, null).forEach((name, values) -> response.setHeader(name, values.getFirst()));
		response.getOutputStream().write(this.json.writeValueAsBytes(problem));
	}

	private static HttpHeaders headers(ProblemCode code, @Nullable Duration asked) {
		HttpHeaders headers = new HttpHeaders();
		headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
		headers.setCacheControl("no-store");
		@Nullable Duration pause = code.pause();
		if (pause != null) {
			Duration longer = (asked != null && asked.compareTo(pause) > 0) ? asked : pause;
			headers.set(HttpHeaders.RETRY_AFTER, String.valueOf(longer.plusMillis(999).toSeconds()));
		}
		return headers;
	}

}
