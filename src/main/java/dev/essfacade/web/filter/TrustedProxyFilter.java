package dev.essfacade.web.filter;

import java.io.IOException;
import java.util.Optional;

import dev.essfacade.web.problem.ProblemException;
import dev.essfacade.web.problem.ProblemResponses;
import dev.essfacade.web.problem.Violation;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.ForwardedHeaderFilter;

/**
 * Restores host, scheme, prefix and client address of a request from the
 * {@code X-Forwarded-*} headers of trusted proxies. Headers from any other peer are
 * removed. Tomcat's RemoteIpValve is not used: see decision 0021.
 */
@Component
@Order(TrustedProxyFilter.ORDER)
class TrustedProxyFilter extends ForwardedHeaderFilter {

	static final int ORDER = RequestIdFilter.ORDER + 1;

	/** Uses {@code X-Forwarded-*}; the header {@code Forwarded} is ignored. */
	private static final boolean X_FORWARDED = false;

	private final FacadeProperties proxies;

	private final ProblemResponses problems;

	private final ForwardedHeaderFilter remover = new ForwardedHeaderFilter(X_FORWARDED);

	TrustedProxyFilter(FacadeProperties proxies, ProblemResponses problems) {
		super(X_FORWARDED);
		setUseForwardedPrefix(true);
		this.proxies = proxies;
		this.problems = problems;
		this.remover.setRemoveOnly(true);
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		if (!this.proxies.isTrustedProxy(request.getRemoteAddr())) {
			this.remover.doFilter(request, response, chain);
			return;
		}
		Optional<String> malformed = ForwardedHeaders.malformed(request);
		if (malformed.isEmpty()) {
			super.doFilterInternal(new ForwardedFor(request, this.proxies), response, chain);
		}
		else {
			this.problems.write(
					ProblemException.invalid(Violation.inParameter(malformed.get(), Violation.rule("malformed"))),
					request, response);
		}
	}

}
