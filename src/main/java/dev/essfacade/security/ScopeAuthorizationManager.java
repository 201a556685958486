package dev.essfacade.security;

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
 * Asks for the scope that goes with the method: whatever route is added below the API, it
 * is not open to a token of the wrong kind. What more a write needs, the rules say.
 */
final class ScopeAuthorizationManager implements AuthorizationManager<RequestAuthorizationContext> {

	private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");

	static Scope of(HttpServletRequest request) {
		return READS.contains(request.getMethod()) ? Scope.READ : Scope.DETACH;
	}

	@Override
	public AuthorizationDecision authorize(Supplier<? extends @Nullable Authentication> caller,
			RequestAuthorizationContext context) {
		return new AuthorizationDecision(caller.get() instanceof JwtAuthenticationToken token
				&& JwtSubject.scopes(token.getToken()).contains(of(context.getRequest())));
	}

}
