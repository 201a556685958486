package dev.essfacade.web.filter;

import java.io.IOException;

import dev.essfacade.web.problem.RequestId;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.MDC;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Assigns the request id, and adds it to the response and to the MDC. */
@Component
@Order(RequestIdFilter.ORDER)
class RequestIdFilter extends OncePerRequestFilter {

	/** Runs first, so that every response and log line has the id. */
	static final int ORDER = Ordered.HIGHEST_PRECEDENCE;

	/**
	 * Returns false, so that the filter also runs for requests that Tomcat rejects: they
	 * arrive by an error dispatch only.
	 */
	@Override
	protected boolean shouldNotFilterErrorDispatch() {
		return false;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		String id = RequestId.giveTo(request);
		response.setHeader(RequestId.HEADER, id);
		try (var _ = MDC.putCloseable(RequestId.KEY, id)) {
			chain.doFilter(request, response);
		}
	}

}
