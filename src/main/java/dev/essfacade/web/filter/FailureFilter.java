package dev.essfacade.web.filter;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Passes exceptions from outside of Spring MVC to the problem handler. Otherwise Tomcat
 * would log the messages of exceptions, which can quote the request.
 */
@Component
@Order(FailureFilter.ORDER)
class FailureFilter extends OncePerRequestFilter {

	static final int ORDER = TrustedProxyFilter.ORDER + 1;

	private final HandlerExceptionResolver handler;

	FailureFilter(@Qualifier("handlerExceptionResolver") HandlerExceptionResolver handler) {
		this.handler = handler;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		try {
			chain.doFilter(request, response);
		}
		catch (RuntimeException | ServletException ex) {
			if (response.isCommitted()
					|| this.handler.resolveException(request, response, null, unwrapped(ex)) == null) {
				throw ex;
			}
		}
	}

	private static Exception unwrapped(Exception ex) {
		return (ex instanceof ServletException && ex.getCause() instanceof Exception cause) ? cause : ex;
	}

}
