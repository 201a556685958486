package dev.essfacade.web.filter;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

import dev.essfacade.ess.http.Loopback;
import dev.essfacade.security.SecurityMode;
import dev.essfacade.web.problem.ProblemCode;
import dev.essfacade.web.problem.ProblemException;
import dev.essfacade.web.problem.ProblemResponses;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Rejects requests for a host that is not allowed. In open mode, this filter protects a
 * loopback address against DNS rebinding. In such an attack, the host name of another
 * site resolves to this machine.
 */
@Component
@Order(AllowedHostFilter.ORDER)
class AllowedHostFilter extends OncePerRequestFilter {

	static final int ORDER = FailureFilter.ORDER + 1;

	/** Paths of Kubernetes probes, which send the pod's address as {@code Host}. */
	private static final List<String> PROBES = List.of("/livez", "/readyz");

	private final List<String> allowed;

	private final boolean open;

	private final ProblemResponses problems;

	AllowedHostFilter(FacadeProperties settings, Environment environment, ProblemResponses problems) {
		this.allowed = settings.allowedHosts();
		this.open = SecurityMode.isOpen(environment);
		this.problems = problems;
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		return PROBES.contains(request.getRequestURI());
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		if (isAllowed(request.getServerName())) {
			chain.doFilter(request, response);
		}
		else {
			this.problems.write(ProblemException.of(ProblemCode.MISDIRECTED_REQUEST), request, response);
		}
	}

	/**
	 * Returns whether a host is allowed. The host is null if the {@code Host} header is
	 * empty.
	 */
	private boolean isAllowed(@Nullable String host) {
		if (host == null) {
			return this.allowed.isEmpty() && !this.open;
		}
		String name = host.toLowerCase(Locale.ROOT);
		return this.allowed.isEmpty() ? (!this.open || Loopback.is(name)) : this.allowed.contains(name);
	}

}
