package dev.essfacade.web.filter;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Takes its meaning off TRACE, which a servlet would answer with an echo of all headers:
 * what is left is a method that no route takes, and is refused like any such.
 */
@Component
@Order(TraceFilter.ORDER)
class TraceFilter extends OncePerRequestFilter {

	static final int ORDER = RequestIdFilter.ORDER + 1;

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		boolean trace = HttpMethod.TRACE.matches(request.getMethod());
		chain.doFilter(trace ? new Meaningless(request) : request, response);
	}

	private static final class Meaningless extends HttpServletRequestWrapper {

		private Meaningless(HttpServletRequest request) {
			super(request);
		}

		/** Methods are case-sensitive, so this is another one. */
		@Override
		public String getMethod() {
			return "trace";
		}

	}

}
