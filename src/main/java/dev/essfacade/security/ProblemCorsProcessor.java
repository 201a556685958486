package dev.essfacade.security;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

import dev.essfacade.audit.AuditLogger;
import dev.essfacade.web.problem.ProblemCode;
import dev.essfacade.web.problem.ProblemException;
import dev.essfacade.web.problem.ProblemResponses;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.DefaultCorsProcessor;

/** Rejects requests that the CORS settings do not allow, with a problem document. */
final class ProblemCorsProcessor extends DefaultCorsProcessor {

	private final ProblemResponses problems;

	private final AuditLogger audit;

	ProblemCorsProcessor(ProblemResponses problems, AuditLogger audit) {
		this.problems = problems;
		this.audit = audit;
	}

	@Override
	public boolean processRequest(@Nullable CorsConfiguration configuration, HttpServletRequest request,
			HttpServletResponse response) throws IOException {
		boolean allowed = super.processRequest(configuration, request, response);
		if (!allowed) {
			this.audit.requestDenied(request, null, ProblemCode.FORBIDDEN);
			this.problems.write(ProblemException.of(ProblemCode.FORBIDDEN, "origin"), request, response);
		}
		return allowed;
	}

	/**
	 * Returns each header name once, because a long list with repeated names would not
	 * fit into the response.
	 */
	@Override
	protected @Nullable List<String> checkHeaders(CorsConfiguration configuration, List<String> requested) {
		@Nullable List<String> allowed = super.checkHeaders(configuration, requested);
		return (allowed == null) ? null
				: allowed.stream().map((name) -> name.toLowerCase(Locale.ROOT)).distinct().toList();
	}

	/** Writes nothing: Spring's implementation would respond with plain text. */
	@Override
	protected void rejectRequest(ServerHttpResponse response) {
		// processRequest writes the response.
	}

}
