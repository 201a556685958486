package dev.essfacade.security;

import java.io.IOException;
import java.util.List;

import dev.essfacade.audit.AuditLogger;
import dev.essfacade.authorization.policy.Scope;
import dev.essfacade.web.problem.ProblemCode;
import dev.essfacade.web.problem.ProblemResponses;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.http.HttpHeaders;
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
 * Tells a caller who is not let in why, as a problem document and, for OAuth libraries,
 * in {@code WWW-Authenticate} (RFC 6750). Nothing of the token comes back.
 */
@Component
class SecurityProblemHandler implements AuthenticationEntryPoint, AuthenticationFailureHandler, AccessDeniedHandler {

	private static final Logger logger = LoggerFactory.getLogger(SecurityProblemHandler.class);

	private final ProblemResponses problems;

	private final AuditLogger audit;

	private final CurrentSubject current;

	SecurityProblemHandler(ProblemResponses problems, AuditLogger audit, CurrentSubject current) {
		this.problems = problems;
		this.audit = audit;
		this.current = current;
	}

	/** There is no token. */
	@Override
	public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException ex)
			throws IOException {
		if (ex instanceof OAuth2AuthenticationException) {
			onAuthenticationFailure(request, response, ex);
			return;
		}
		this.audit.requestDenied(request, null, ProblemCode.UNAUTHENTICATED);
		response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
		this.problems.write(ProblemCode.UNAUTHENTICATED, "Send a token, in one header: Authorization: Bearer <token>.",
				request, response);
	}

	/** There is one, and it is not good, or nobody can tell. */
	@Override
	public void onAuthenticationFailure(HttpServletRequest request, HttpServletResponse response,
			AuthenticationException ex) throws IOException {
		if (ex instanceof AuthenticationServiceException) {
			this.audit.requestDenied(request, null, ProblemCode.ISSUER_UNAVAILABLE);
			this.problems.write(ProblemCode.ISSUER_UNAVAILABLE,
					"Nothing was sent: the keys that tokens are checked with cannot be had at the moment.", request,
					response);
			return;
		}
		String why = why(ex);
		logger.info("Refused a token: {}", why);
		this.audit.requestDenied(request, null, ProblemCode.UNAUTHENTICATED);
		response.setHeader(HttpHeaders.WWW_AUTHENTICATE,
				"Bearer error=\"invalid_token\", error_description=\"%s\"".formatted(why));
		this.problems.write(ProblemCode.UNAUTHENTICATED, why, request, response);
	}

	/** It is good, but not for this. */
	@Override
	public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException ex)
			throws IOException {
		Scope scope = ScopeAuthorizationManager.of(request);
		logger.info("Refused: the token lacks the scope {}", scope.id());
		this.audit.requestDenied(request, this.current.get().id(), ProblemCode.FORBIDDEN);
		response.setHeader(HttpHeaders.WWW_AUTHENTICATE, Scope.challenge(List.of(scope)));
		this.problems.write(ProblemCode.FORBIDDEN, "The token lacks the scope %s.".formatted(scope.id()), request,
				response);
	}

	/** One of our own rules, or a sentence that tells an attacker nothing. */
	private static String why(AuthenticationException ex) {
		@Nullable Throwable cause = ex.getCause();
		return (cause instanceof JwtValidationException rules)
				? String.valueOf(rules.getErrors().iterator().next().getDescription())
				: "What was sent is no token that this service can read and verify.";
	}

}
