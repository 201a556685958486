package dev.essfacade.security;

import java.util.Collections;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.resource.BearerTokenErrors;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationConverter;
import org.springframework.security.web.authentication.AuthenticationConverter;

/**
 * Takes the token out of the one {@code Authorization} header. Of two, a gateway might
 * have checked the other.
 */
final class SingleBearerTokenConverter implements AuthenticationConverter {

	private final AuthenticationConverter bearer = new BearerTokenAuthenticationConverter();

	@Override
	public @Nullable Authentication convert(HttpServletRequest request) {
		if (Collections.list(request.getHeaders(HttpHeaders.AUTHORIZATION)).size() > 1) {
			throw new OAuth2AuthenticationException(BearerTokenErrors.invalidRequest("Two Authorization headers"));
		}
		return this.bearer.convert(request);
	}

}
