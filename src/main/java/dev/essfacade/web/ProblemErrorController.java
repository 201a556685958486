package dev.essfacade.web;

import java.util.Objects;

import dev.essfacade.web.problem.Problem;
import dev.essfacade.web.problem.ProblemCode;
import dev.essfacade.web.problem.ProblemException;
import dev.essfacade.web.problem.ProblemResponses;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Responds to error dispatches of the servlet container with problem documents. */
@Hidden
@RestController
class ProblemErrorController implements ErrorController {

	private final ProblemResponses problems;

	ProblemErrorController(ProblemResponses problems) {
		this.problems = problems;
	}

	@RequestMapping("${spring.web.error.path:${error.path:/error}}")
	ResponseEntity<Problem> error(HttpServletRequest request) {
		Object status = Objects.requireNonNullElse(request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE), 404);
		ProblemCode code = ProblemHandler.code(HttpStatusCode.valueOf((Integer) status));
		return this.problems.answer(ProblemException.of(code), request);
	}

}
