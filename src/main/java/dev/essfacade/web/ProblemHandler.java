package dev.essfacade.web;

import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import dev.essfacade.ess.CallOutcome;
import dev.essfacade.ess.EssException;
import dev.essfacade.ess.UnknownRegionException;
import dev.essfacade.web.json.JacksonViolations;
import dev.essfacade.web.problem.Problem;
import dev.essfacade.web.problem.ProblemCode;
import dev.essfacade.web.problem.ProblemException;
import dev.essfacade.web.problem.ProblemResponses;
import dev.essfacade.web.problem.Violation;
import jakarta.servlet.http.HttpServletRequest;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.util.DisconnectedClientHelper;

/** Turns every exception into a problem document. */
@RestControllerAdvice
public class ProblemHandler {

	private static final Logger logger = LoggerFactory.getLogger(ProblemHandler.class);

	private final ProblemResponses problems;

	ProblemHandler(ProblemResponses problems) {
		this.problems = problems;
	}

	@ExceptionHandler
	ResponseEntity<Problem> essCallFailed(EssException ex, HttpServletRequest request) {
		if (ex.outcome() == CallOutcome.INTERNAL_ERROR) {
			logger.error("A call to ESS failed because of a defect of this service: {}", ExceptionSummary.of(ex));
		}
		return this.problems.answer(EssProblems.problem(ex, request.getContextPath()), ex.retryAfter(), request);
	}

	@ExceptionHandler
	ResponseEntity<Problem> regionIsUnknown(UnknownRegionException ex, HttpServletRequest request) {
		return answer(ProblemException.of(ProblemCode.UNKNOWN_REGION), request);
	}

	@ExceptionHandler
	ResponseEntity<Problem> problem(ProblemException ex, HttpServletRequest request) {
		return answer(ex, request);
	}

	/** Returns the problem of a failure that occurs after the status was sent. */
	public @Nullable Problem problem(Exception failure, HttpServletRequest request) {
		@Nullable ResponseEntity<Problem> answer = switch (failure) {
			case EssException ex -> essCallFailed(ex, request);
			case ProblemException ex -> answer(ex, request);
			default -> anythingElse(failure, request);
		};
		return (answer != null) ? answer.getBody() : null;
	}

	@ExceptionHandler
	ResponseEntity<Problem> bodyBreaksRules(MethodArgumentNotValidException ex, HttpServletRequest request) {
		return invalid(ex.getAllErrors().stream().map(ProblemHandler::inBody).toList(), request);
	}

	@ExceptionHandler
	ResponseEntity<Problem> parametersBreakRules(HandlerMethodValidationException ex, HttpServletRequest request) {
		List<Violation> violations = new ArrayList<>();
		ex.getParameterValidationResults().forEach((result) -> result.getResolvableErrors().forEach((error) -> {
			String name = Objects.requireNonNull(result.getMethodParameter().getParameterName());
			violations.add((error instanceof FieldError field) ? inBody(field) : Violation.inParameter(name, error));
		}));
		return invalid(violations, request);
	}

	@ExceptionHandler
	ResponseEntity<Problem> parameterHasWrongType(MethodArgumentTypeMismatchException ex, HttpServletRequest request) {
		return invalid(List.of(Violation.inParameter(ex.getName(), Violation.rule("type"))), request);
	}

	/**
	 * Handles a malformed query. Tomcat detects it only when the first parameter is read.
	 */
	@ExceptionHandler
	ResponseEntity<Problem> queryIsMalformed(InvalidParameterException ex, HttpServletRequest request) {
		return invalid(List.of(Violation.inParameter("query", Violation.rule("query-encoding"))), request);
	}

	@ExceptionHandler
	ResponseEntity<Problem> bodyIsUnreadable(HttpMessageNotReadableException ex, HttpServletRequest request) {
		// After a read timeout, Tomcat discards this response. Tomcat's error
		// dispatch to ProblemErrorController then sends the same problem.
		if (ex.getMostSpecificCause() instanceof SocketTimeoutException) {
			return answer(ProblemException.of(ProblemCode.REQUEST_TIMEOUT), request);
		}
		if (ex.getCause() instanceof JacksonException json) {
			return invalid(List.of(JacksonViolations.of(json)), request);
		}
		return invalid(List.of(Violation.inBody("#", Violation.rule("json.object"))), request);
	}

	/**
	 * Handles Spring MVC's own rejections (route, method, media types, missing
	 * parameters) and unexpected exceptions.
	 */
	@ExceptionHandler
	@Nullable ResponseEntity<Problem> anythingElse(Exception ex, HttpServletRequest request) {
		if (ex instanceof ErrorResponse response && response.getStatusCode().is4xxClientError()) {
			ResponseEntity<Problem> answer = answer(ProblemException.of(code(response.getStatusCode())), request);
			return with(answer, response.getHeaders()); // such as Allow
		}
		if (DisconnectedClientHelper.isClientDisconnectedException(ex)) {
			return null;
		}
		logger.error("A request failed because of a defect of this service: {}", ExceptionSummary.of(ex));
		return answer(ProblemException.of(ProblemCode.INTERNAL), request);
	}

	private static ResponseEntity<Problem> with(ResponseEntity<Problem> answer, HttpHeaders more) {
		HttpHeaders headers = new HttpHeaders(answer.getHeaders());
		more.forEach(headers::put);
		return new ResponseEntity<>(answer.getBody(), headers, answer.getStatusCode());
	}

	/** Returns the code for a status that Spring or Tomcat chose. */
	static ProblemCode code(HttpStatusCode status) {
		return switch (status.value()) {
			case 404 -> ProblemCode.NOT_FOUND;
			case 405 -> ProblemCode.METHOD_NOT_ALLOWED;
			case 406 -> ProblemCode.NOT_ACCEPTABLE;
			case 408 -> ProblemCode.REQUEST_TIMEOUT;
			case 413 -> ProblemCode.BODY_TOO_LARGE;
			case 415 -> ProblemCode.UNSUPPORTED_MEDIA_TYPE;
			// Tomcat's statuses for an unknown transfer encoding or HTTP version.
			case 501, 505 -> ProblemCode.INVALID_REQUEST;
			default -> status.is4xxClientError() ? ProblemCode.INVALID_REQUEST : ProblemCode.INTERNAL;
		};
	}

	private ResponseEntity<Problem> answer(ProblemException failure, HttpServletRequest request) {
		return this.problems.answer(failure, request);
	}

	private ResponseEntity<Problem> invalid(List<Violation> violations, HttpServletRequest request) {
		return answer(ProblemException.of(ProblemCode.INVALID_REQUEST).because(violations), request);
	}

	private static Violation inBody(ObjectError error) {
		String path = (error instanceof FieldError field) ? field.getField() : "";
		String pointer = path.isEmpty() ? "#" : "#/" + path.replace("[", "/").replace("]", "").replace('.', '/');
		return Violation.inBody(pointer, error);
	}

}
