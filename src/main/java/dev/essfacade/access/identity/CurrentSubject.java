package dev.essfacade.access.identity;

import dev.essfacade.access.policy.Subject;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.stereotype.Component;

/** Who has sent the request that this thread answers. */
@Component
public class CurrentSubject {

	private final HttpServletRequest request;

	CurrentSubject(HttpServletRequest request) {
		this.request = request; // a proxy of the thread's current one
	}

	/** The subject. */
	public Subject get() {
		return Subject.anonymous(this.request.getRemoteAddr());
	}

}
