package dev.essfacade.security;

import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.resource.BearerTokenErrors;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.web.authentication.AuthenticationConverter;

/**
 * Extracts the bearer token from the only {@code Authorization} header. Two headers are
 * rejected: a gateway might have verified the one that is not used here. RFC 6750 permits
 * several spaces after the scheme, but Spring Security's own converter rejects them.
 */
final class SingleBearerTokenConverter implements AuthenticationConverter {

	private static final Pattern BEARER = Pattern.compile("Bearer +([A-Za-z0-9\\-._~+/]+=*)", Pattern.CASE_INSENSITIVE);

	@Override
	public @Nullable Authentication convert(HttpServletRequest request) {
		List<String> headers = Collections.list(request.getHeaders(HttpHeaders.AUTHORIZATION));
		if (headers.size() > 1) {
			throw new OAuth2AuthenticationException(BearerTokenErrors.invalidRequest("Two Authorization headers"));
		}
		if (headers.isEmpty() || !headers.getFirst().regionMatches(true, 0, "Bearer", 0, 6)) {
			return null;
		}
		Matcher bearer = BEARER.matcher(headers.getFirst());
		if (!bearer.matches()) {
			throw new OAuth2AuthenticationException(BearerTokenErrors.invalidToken("Malformed bearer token"));
		}
		return new BearerTokenAuthenticationToken(bearer.group(1));
	}

}
