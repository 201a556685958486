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
 * Brings what is thrown outside of Spring MVC to the one exit, too. Tomcat would write it
 * to the log as it is, with whatever the caller has sent in its message.
 */
@Component
@Order(FailureFilter.ORDER)
class FailureFilter extends OncePerRequestFilter {

	static final int ORDER = TrustedProxyFilter.ORDER + 1;

	private final HandlerExceptionResolver exit;

	FailureFilter(@Qualifier("handlerExceptionResolver") HandlerExceptionResolver exit) {
		this.exit = exit;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		try {
			chain.doFilter(request, response);
		}
		catch (RuntimeException | ServletException ex) {
			if (response.isCommitted() || this.exit.resolveException(request, response, null, unwrapped(ex)) == null) {
				throw ex;
			}
		}
	}

	private static Exception unwrapped(Exception ex) {
		return (ex instanceof ServletException && ex.getCause() instanceof Exception cause) ? cause : ex;
	}

}
