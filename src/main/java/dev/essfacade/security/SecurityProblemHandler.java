package dev.essfacade.security;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

import dev.essfacade.audit.AuditLogger;
import dev.essfacade.authorization.policy.Scope;
import dev.essfacade.web.problem.ProblemCode;
import dev.essfacade.web.problem.ProblemException;
import dev.essfacade.web.problem.ProblemResponses;
import dev.essfacade.web.problem.ProblemTexts;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.jwt.JwtValidationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.stereotype.Component;

/**
 * Writes the problem document if a request has no valid token, or no scope that fits. A
 * 401 or 403 has {@code WWW-Authenticate} (RFC 6750). No value of the token is returned.
 */
@Component
class SecurityProblemHandler implements AuthenticationEntryPoint, AuthenticationFailureHandler, AccessDeniedHandler {

	private static final Logger logger = LoggerFactory.getLogger(SecurityProblemHandler.class);

	private final ProblemResponses problems;

	private final ProblemTexts texts;

	private final AuditLogger audit;

	private final CurrentSubject current;

	SecurityProblemHandler(ProblemResponses problems, ProblemTexts texts, AuditLogger audit, CurrentSubject current) {
		this.problems = problems;
		this.texts = texts;
		this.audit = audit;
		this.current = current;
	}

	/** Answers a request without a token. */
	@Override
	public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException ex)
			throws IOException {
		if (ex instanceof OAuth2AuthenticationException) {
			onAuthenticationFailure(request, response, ex);
			return;
		}
		this.audit.requestDenied(request, null, ProblemCode.UNAUTHENTICATED);
		this.problems.write(ProblemException.of(ProblemCode.UNAUTHENTICATED, "missing").withChallenge("Bearer"),
				request, response);
	}

	/**
	 * Answers a request whose token is invalid, or cannot be verified because signing
	 * keys are missing.
	 */
	@Override
	public void onAuthenticationFailure(HttpServletRequest request, HttpServletResponse response,
			AuthenticationException ex) throws IOException {
		if (ex instanceof AuthenticationServiceException) {
			this.audit.requestDenied(request, null, ProblemCode.ISSUER_UNAVAILABLE);
			this.problems.write(ProblemException.of(ProblemCode.ISSUER_UNAVAILABLE), request, response);
			return;
		}
		ProblemException invalid = invalid(ex);
		String cause = this.texts.cause(invalid);
		logger.info("Rejected an access token: {}", cause);
		this.audit.requestDenied(request, null, ProblemCode.UNAUTHENTICATED);
		this.problems.write(
				invalid.withChallenge("Bearer error=\"invalid_token\", error_description=\"%s\"".formatted(cause)),
				request, response);
	}

	/** Answers a request whose token has no scope that fits the method. */
	@Override
	public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException ex)
			throws IOException {
		List<Scope> scopes = List.copyOf(ScopeAuthorization.scopesFor(request));
		String ids = scopes.stream().map(Scope::id).collect(Collectors.joining(", "));
		String cause = (scopes.size() == 1) ? "scope" : "scopes";
		logger.info("Denied a request: the token lacks the scope {}", ids.replace(", ", " or "));
		this.audit.requestDenied(request, this.current.get().id(), ProblemCode.FORBIDDEN);
		this.problems.write(
				ProblemException.of(ProblemCode.FORBIDDEN, cause, ids).withChallenge(Scope.challenge(scopes)), request,
				response);
	}

	/**
	 * Returns the problem of an invalid token. It names the violated rule, if there is
	 * one, and quotes no value of the token.
	 */
	private static ProblemException invalid(AuthenticationException ex) {
		if (ex.getCause() instanceof JwtValidationException invalid) {
			String[] rule = String.valueOf(invalid.getErrors().iterator().next().getDescription()).split(" ", 2);
			return ProblemException.of(ProblemCode.UNAUTHENTICATED, rule[0], (rule.length > 1) ? rule[1] : "");
		}
		return ProblemException.of(ProblemCode.UNAUTHENTICATED, "malformed");
	}

}
