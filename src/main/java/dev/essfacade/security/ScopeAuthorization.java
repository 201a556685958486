package dev.essfacade.security;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Supplier;

import dev.essfacade.authorization.policy.Scope;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;

/**
 * Requires a scope that fits the HTTP method, also for routes that are added later. A
 * read needs the read scope, and a write at least one write scope. The policy later
 * checks the exact scopes of a write.
 */
final class ScopeAuthorization implements AuthorizationManager<RequestAuthorizationContext> {

	private static final Set<String> READ_METHODS = Set.of("GET", "HEAD", "OPTIONS");

	private static final Set<Scope> READ_SCOPES = EnumSet.of(Scope.READ);

	private static final Set<Scope> WRITE_SCOPES = EnumSet.complementOf(EnumSet.of(Scope.READ));

	/** Returns the scopes of which a request of this method needs at least one. */
	static Set<Scope> scopesFor(HttpServletRequest request) {
		return READ_METHODS.contains(request.getMethod()) ? READ_SCOPES : WRITE_SCOPES;
	}

	@Override
	public AuthorizationDecision authorize(Supplier<? extends @Nullable Authentication> caller,
			RequestAuthorizationContext context) {
		return new AuthorizationDecision(caller.get() instanceof JwtAuthenticationToken token
				&& !Collections.disjoint(JwtSubject.scopes(token.getToken()), scopesFor(context.getRequest())));
	}

}
