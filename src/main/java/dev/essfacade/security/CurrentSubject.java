package dev.essfacade.security;

import dev.essfacade.authorization.policy.Subject;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.stereotype.Component;

/** Who has sent the request that this thread answers. */
@Component
public class CurrentSubject {

	private final HttpServletRequest request;

	CurrentSubject(HttpServletRequest request) {
		this.request = request; // a proxy of the thread's current one
	}

	/** The subject; anonymous in open mode alone, since else no token is no answer. */
	public Subject get() {
		String address = this.request.getRemoteAddr();
		return (SecurityContextHolder.getContext().getAuthentication() instanceof JwtAuthenticationToken caller)
				? JwtSubject.of(caller.getToken(), address) : Subject.anonymous(address);
	}

}
