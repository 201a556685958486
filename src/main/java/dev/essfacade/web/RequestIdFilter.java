package dev.essfacade.web;

import java.io.IOException;
import java.util.UUID;
import java.util.regex.Pattern;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Gives every request its id: the caller's own if it is well-formed, else a new one. It
 * stands in the answer and in every log line.
 */
@Component
@Order(RequestIdFilter.ORDER)
class RequestIdFilter extends OncePerRequestFilter {

	/** Before anything that answers or writes a log line. */
	static final int ORDER = Ordered.HIGHEST_PRECEDENCE;

	static final String HEADER = "X-Request-Id";

	private static final String KEY = "requestId";

	private static final Pattern WELL_FORMED = Pattern.compile("[A-Za-z0-9._-]{1,64}");

	/** The id of a request; null before this filter has seen it. */
	static @Nullable String of(HttpServletRequest request) {
		return (String) request.getAttribute(KEY);
	}

	/** The id of a request, which has one from here on. */
	static String giveTo(HttpServletRequest request) {
		@Nullable String id = of(request);
		if (id == null) {
			@Nullable String given = request.getHeader(HEADER);
			id = (given != null && WELL_FORMED.matcher(given).matches()) ? given : UUID.randomUUID().toString();
			request.setAttribute(KEY, id);
		}
		return id;
	}

	/** What Tomcat refuses by itself comes only so. */
	@Override
	protected boolean shouldNotFilterErrorDispatch() {
		return false;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		String id = giveTo(request);
		response.setHeader(HEADER, id);
		try (var _ = MDC.putCloseable(KEY, id)) {
			chain.doFilter(request, response);
		}
	}

}
