package dev.essfacade.security;

import io.micrometer.common.KeyValue;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.server.observation.DefaultServerRequestObservationConvention;
import org.springframework.http.server.observation.ServerRequestObservationContext;
import org.springframework.stereotype.Component;

/**
 * Labels responses of the filter chain below {@code /api/} with {@code uri="/api/**"} in
 * place of {@code UNKNOWN}, so that alerts on {@code uri=~"/api/.*"} count them.
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
