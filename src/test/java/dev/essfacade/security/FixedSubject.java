package dev.essfacade.security;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;

import dev.essfacade.authorization.policy.Scope;
import dev.essfacade.authorization.policy.Subject;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/** Takes the subject from a request header, for tests of authorization. */
public class FixedSubject extends CurrentSubject {

	/** Name of the request header. */
	public static final String HEADER = "X-Test-Caller";

	private final HttpServletRequest request;

	FixedSubject(HttpServletRequest request) {
		super(request);
		this.request = request;
	}

	@Override
	public Subject get() {
		@Nullable String name = this.request.getHeader(HEADER);
		return (name != null)
				? new Subject(name, "127.0.0.1", Map.of("sub", List.of(name)), EnumSet.allOf(Scope.class), true)
				: Subject.anonymous("127.0.0.1");
	}

}
