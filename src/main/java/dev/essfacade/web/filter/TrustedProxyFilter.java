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
 * Makes the request look as the caller sent it to the outermost proxy. Forwarded headers
 * that come from anybody but a trusted proxy are taken off, so that nobody further in can
 * believe them by mistake.
 */
@Component
@Order(TrustedProxyFilter.ORDER)
class TrustedProxyFilter extends ForwardedHeaderFilter {

	static final int ORDER = TraceFilter.ORDER + 1;

	/**
	 * The headers that gateways send; the standard {@code Forwarded} is never believed.
	 */
	private static final boolean X_FORWARDED = false;

	private final TrustedProxies proxies;

	private final ProblemResponses problems;

	private final ForwardedHeaderFilter remover = new ForwardedHeaderFilter(X_FORWARDED);

	TrustedProxyFilter(TrustedProxies proxies, ProblemResponses problems) {
		super(X_FORWARDED);
		setUseForwardedPrefix(true);
		this.proxies = proxies;
		this.problems = problems;
		this.remover.setRemoveOnly(true);
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		if (!this.proxies.contain(request.getRemoteAddr())) {
			this.remover.doFilter(request, response, chain);
			return;
		}
		Optional<String> malformed = ForwardedHeaders.malformed(request);
		if (malformed.isEmpty()) {
			super.doFilterInternal(new ForwardedFor(request, this.proxies), response, chain);
		}
		else {
			this.problems.write(ProblemException.invalid(Violation.inParameter(malformed.get(), "is malformed")),
					request, response);
		}
	}

}
