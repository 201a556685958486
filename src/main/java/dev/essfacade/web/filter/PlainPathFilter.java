package dev.essfacade.web.filter;

import java.io.IOException;

import dev.essfacade.web.problem.ProblemCode;
import dev.essfacade.web.problem.ProblemResponses;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses a semicolon in the path. Spring takes what follows it for a parameter and drops
 * it, so that a gateway's rule and this service would see different paths.
 */
@Component
@Order(PlainPathFilter.ORDER)
class PlainPathFilter extends OncePerRequestFilter {

	static final int ORDER = FailureFilter.ORDER + 1;

	private final ProblemResponses problems;

	PlainPathFilter(ProblemResponses problems) {
		this.problems = problems;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		if (request.getRequestURI().contains(";")) {
			this.problems.write(ProblemCode.INVALID_REQUEST, "The path must not contain a semicolon.", request,
					response);
			return;
		}
		chain.doFilter(request, response);
	}

}
