package dev.essfacade.security;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

import dev.essfacade.audit.AuditLogger;
import dev.essfacade.authorization.policy.Scope;
import dev.essfacade.web.problem.ProblemCode;
import dev.essfacade.web.problem.ProblemResponses;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
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
 * Answers requests without a valid token or without a fitting scope, with a problem
 * document and {@code WWW-Authenticate} (RFC 6750). No part of the token is returned.
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

	/** Answers a request without a token. */
	@Override
	public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException ex)
			throws IOException {
		if (ex instanceof OAuth2AuthenticationException) {
			onAuthenticationFailure(request, response, ex);
			return;
		}
		this.audit.requestDenied(request, null, ProblemCode.UNAUTHENTICATED);
		response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
		this.problems.write(ProblemCode.UNAUTHENTICATED,
				"The request has no access token and was not executed. Send a token in one header: "
						+ "Authorization: Bearer <token>.",
				request, response);
	}

	/** Answers a request with an invalid token, or without signing keys to verify it. */
	@Override
	public void onAuthenticationFailure(HttpServletRequest request, HttpServletResponse response,
			AuthenticationException ex) throws IOException {
		if (ex instanceof AuthenticationServiceException) {
			this.audit.requestDenied(request, null, ProblemCode.ISSUER_UNAVAILABLE);
			this.problems.write(ProblemCode.ISSUER_UNAVAILABLE,
					"The token issuer's signing keys are unavailable. The request was not executed; "
							+ "it can be repeated.",
					request, response);
			return;
		}
		String reason = reason(ex);
		logger.info("Rejected an access token: {}", reason);
		this.audit.requestDenied(request, null, ProblemCode.UNAUTHENTICATED);
		response.setHeader(HttpHeaders.WWW_AUTHENTICATE,
				"Bearer error=\"invalid_token\", error_description=\"%s\"".formatted(reason));
		this.problems.write(ProblemCode.UNAUTHENTICATED,
				reason + " The request was not executed. Obtain a new token and repeat it.", request, response);
	}

	/** Answers a request whose token has no scope that fits the method. */
	@Override
	public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException ex)
			throws IOException {
		List<Scope> scopes = List.copyOf(ScopeAuthorization.scopesFor(request));
		String ids = scopes.stream().map(Scope::id).collect(Collectors.joining(" or "));
		logger.info("Denied a request: the token lacks the scope {}", ids);
		this.audit.requestDenied(request, this.current.get().id(), ProblemCode.FORBIDDEN);
		response.setHeader(HttpHeaders.WWW_AUTHENTICATE, Scope.challenge(scopes));
		this.problems.write(ProblemCode.FORBIDDEN,
				"The token lacks the scope %s. The request was not executed. Obtain a token with this scope."
					.formatted(ids),
				request, response);
	}

	/**
	 * Returns a violated rule of this service, or a text without details of the token.
	 */
	private static String reason(AuthenticationException ex) {
		return (ex.getCause() instanceof JwtValidationException invalid)
				? String.valueOf(invalid.getErrors().iterator().next().getDescription())
				: "The token is malformed or its signature is invalid.";
	}

}
