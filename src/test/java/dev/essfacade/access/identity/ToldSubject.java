package dev.essfacade.access.identity;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;

import dev.essfacade.access.policy.Scope;
import dev.essfacade.access.policy.Subject;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/** Takes a caller's word for who they are: for tests of what follows from that. */
public class ToldSubject extends CurrentSubject {

	/** The header that the caller says it in. */
	public static final String HEADER = "X-Test-Caller";

	private final HttpServletRequest request;

	ToldSubject(HttpServletRequest request) {
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
