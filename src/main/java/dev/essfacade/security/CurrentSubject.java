package dev.essfacade.security;

import java.time.Instant;

import dev.essfacade.authorization.policy.Subject;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.stereotype.Component;

/** Returns the subject of the current thread's request. */
@Component
public class CurrentSubject {

	private final HttpServletRequest request;

	CurrentSubject(HttpServletRequest request) {
		this.request = request; // a proxy of the current thread's request
	}

	/**
	 * Returns the subject. It is anonymous only in open mode. In jwt mode, a request
	 * without a valid token is rejected earlier.
	 */
	public Subject get() {
		if (!(SecurityContextHolder.getContext().getAuthentication() instanceof JwtAuthenticationToken caller)) {
			return Subject.anonymous(this.request.getRemoteAddr());
		}
		if (caller.getDetails() instanceof Subject known) {
			return known;
		}
		Subject subject = JwtSubject.of(caller.getToken(), this.request.getRemoteAddr());
		caller.setDetails(subject); // one request calls this method several times
		return subject;
	}

	/** Returns the time at which the caller's token expires, or null without a token. */
	public @Nullable Instant expiry() {
		return (SecurityContextHolder.getContext().getAuthentication() instanceof JwtAuthenticationToken caller)
				? caller.getToken().getExpiresAt() : null;
	}

}
