package dev.essfacade.security;

import java.net.URI;
import java.time.Duration;
import java.util.List;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.web.cors.CorsConfiguration;

/**
 * Settings of cross-origin requests (CORS).
 *
 * @param allowedOrigins Lists the origins whose pages may call the API from a browser,
 * such as {@code https://console.example.com}. The service's own origin is always
 * allowed.
 */
@ConfigurationProperties("facade.cors")
record CorsProperties(@DefaultValue List<String> allowedOrigins) {

	CorsProperties {
		allowedOrigins = allowedOrigins.stream().filter((origin) -> !origin.isBlank()).toList();
		allowedOrigins.forEach(CorsProperties::requireOrigin);
	}

	private static void requireOrigin(String origin) {
		if (!origin.matches("https?://[A-Za-z0-9.\\-\\[\\]:]+") || URI.create(origin).getHost() == null) {
			throw new InvalidConfigurationPropertyValueException("facade.cors.allowed-origins", origin,
					"It must be an origin: scheme, host and optionally a port. Wildcards are not supported.");
		}
	}

	/** Returns a configuration without cookies, since tokens are sent in a header. */
	CorsConfiguration configuration() {
		CorsConfiguration cors = new CorsConfiguration();
		cors.setAllowedOrigins(this.allowedOrigins);
		cors.setAllowedMethods(List.of("GET", "HEAD", "POST"));
		cors.setAllowedHeaders(List.of("Authorization", "Content-Type", "Idempotency-Key", "If-Match", "If-None-Match",
				"Last-Event-ID", "Prefer", "X-Request-Id"));
		cors.setExposedHeaders(
				List.of("ETag", "Location", "Preference-Applied", "Retry-After", "WWW-Authenticate", "X-Request-Id"));
		cors.setMaxAge(Duration.ofHours(1));
		return cors;
	}

}
