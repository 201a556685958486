package dev.essfacade.web;

import java.io.IOException;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
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
		return ResponseEntity.status(problem.status())
			.headers(headers(code))
			.body(problem.at(request.getRequestURI(), RequestIdFilter.of(request)));
	}

	/** For filters, which stand outside of Spring MVC. */
	void write(ProblemCode code, String detail, HttpServletRequest request, HttpServletResponse response)
			throws IOException {
		Problem problem = Problem.of(code, detail).at(request.getRequestURI(), RequestIdFilter.of(request));
		response.setStatus(problem.status());
		headers(code).forEach((name, values) -> response.setHeader(name, values.getFirst()));
		response.getOutputStream().write(this.json.writeValueAsBytes(problem));
	}

	private static HttpHeaders headers(ProblemCode code) {
		HttpHeaders headers = new HttpHeaders();
		headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
		headers.setCacheControl("no-store");
		if (code.pause() != null) {
			headers.set(HttpHeaders.RETRY_AFTER, String.valueOf(code.pause().toSeconds()));
		}
		return headers;
	}

}
