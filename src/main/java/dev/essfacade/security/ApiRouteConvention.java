package dev.essfacade.security;

import io.micrometer.common.KeyValue;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.server.observation.DefaultServerRequestObservationConvention;
import org.springframework.http.server.observation.ServerRequestObservationContext;
import org.springframework.stereotype.Component;

/**
 * Sets the metric label {@code uri} to {@code /api/**} in place of {@code UNKNOWN} if the
 * filter chain answers a request below {@code /api/}. Alerts on {@code uri=~"/api/.*"}
 * therefore count these requests, too.
 */
@Component
class ApiRouteConvention extends DefaultServerRequestObservationConvention {

	@Override
	protected KeyValue uri(ServerRequestObservationContext context) {
		KeyValue uri = super.uri(context);
		@Nullable HttpServletRequest request = context.getCarrier();
		boolean api = request != null && request.getRequestURI().startsWith("/api/");
		return (api && uri.getValue().equals("UNKNOWN")) ? KeyValue.of(uri.getKey(), "/api/**") : uri;
	}

}
