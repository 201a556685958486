package dev.essfacade.security;

import java.net.URI;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.web.cors.CorsConfiguration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Settings of CORS and of the login of Swagger UI. */
class BrowserPropertiesTests {

	@ParameterizedTest
	@ValueSource(strings = { "https://console.example.com", "http://localhost:3000", "https://[::1]:8443" })
	void acceptsAnOriginOfSchemeHostAndOptionalPort(String origin) {
		assertThat(new CorsProperties(List.of("", origin, " ")).allowedOrigins()).containsExactly(origin);
	}

	@ParameterizedTest
	@ValueSource(strings = { "*", "null", "https://*.example.com", "https://console.example.com/", "ftp://a.example",
			"console.example.com", "https://a.example?x", "https://:8443", "https://u@a.example" })
	void rejectsAnyOtherOriginAndNamesTheSetting(String origin) {
		assertThatThrownBy(() -> new CorsProperties(List.of(origin))).isInstanceOfSatisfying(
				InvalidConfigurationPropertyValueException.class,
				(ex) -> assertThat(ex.getName()).isEqualTo("facade.cors.allowed-origins"));
	}

	@Test
	void permitsTheMethodsAndHeadersOfTheApi() {
		CorsConfiguration cors = new CorsProperties(List.of("https://console.example.com")).configuration();
		assertThat(cors.getAllowedOrigins()).containsExactly("https://console.example.com");
		assertThat(cors.getAllowedMethods()).containsExactly("GET", "HEAD", "POST");
		assertThat(cors.getAllowedHeaders()).contains("Authorization", "Content-Type", "Idempotency-Key");
		assertThat(cors.getExposedHeaders()).contains("Location", "Retry-After", "ETag", "X-Request-Id");
		assertThat(cors.getAllowCredentials()).isNull();
		assertThat(cors.getMaxAge()).isEqualTo(3600);
	}

	@Test
	void returnsTheOriginOfTheTokenUrl() {
		assertThat(login("https://issuer.example/auth", "https://issuer.example:8443/token").origin())
			.isEqualTo(" https://issuer.example:8443");
		assertThat(login(null, null).origin()).isEmpty();
		assertThat(login("", "").origin()).isEmpty();
	}

	@Test
	void requiresBothLoginUrlsToBeSetAndSafe() {
		assertThatThrownBy(() -> login("https://issuer.example/auth", null)).hasMessageContaining("must both be set");
		assertThatThrownBy(() -> login(null, "https://issuer.example/token")).hasMessageContaining("must both be set");
		assertThatThrownBy(() -> login("http://issuer.example/auth", "https://issuer.example/token"))
			.hasMessageContaining("facade.swagger-login.authorization-url");
		assertThatThrownBy(() -> login("https://issuer.example/auth", "http://issuer.example/token"))
			.hasMessageContaining("facade.swagger-login.token-url");
	}

	private static SwaggerLoginProperties login(@Nullable String authorization, @Nullable String token) {
		return new SwaggerLoginProperties((authorization != null) ? URI.create(authorization) : null,
				(token != null) ? URI.create(token) : null);
	}

}
