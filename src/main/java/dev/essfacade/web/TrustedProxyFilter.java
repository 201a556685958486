package dev.essfacade.web;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.ForwardedHeaderFilter;

/**
 * Makes the request look as the caller sent it to the outermost proxy. Forwarded headers
 * that come from anybody but a trusted proxy are taken off, so that nobody further in can
 * believe them by mistake.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class TrustedProxyFilter extends ForwardedHeaderFilter {

	/**
	 * The headers that gateways send; the standard {@code Forwarded} is never believed.
	 */
	private static final boolean X_FORWARDED = false;

	private final TrustedProxies proxies;

	private final ForwardedHeaderFilter remover = new ForwardedHeaderFilter(X_FORWARDED);

	TrustedProxyFilter(TrustedProxies proxies) {
		super(X_FORWARDED);
		setUseForwardedPrefix(true);
		this.proxies = proxies;
		this.remover.setRemoveOnly(true);
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		if (this.proxies.contain(request.getRemoteAddr())) {
			super.doFilterInternal(request, response, chain);
		}
		else {
			this.remover.doFilter(request, response, chain);
		}
	}

}
