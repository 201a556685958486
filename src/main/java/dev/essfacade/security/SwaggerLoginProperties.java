package dev.essfacade.security;

import java.net.URI;

import dev.essfacade.security.jwt.IssuerUrl;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * Settings of the login in Swagger UI.
 *
 * @param authorizationUrl Sets the issuer's authorization endpoint, which Swagger UI
 * opens to log in (authorization code with PKCE). Without this URL, the user can only
 * paste a token into Swagger UI.
 * @param tokenUrl Sets the issuer's token endpoint. It is required if
 * {@code facade.swagger-login.authorization-url} is set. The issuer must allow this
 * service's origin (CORS).
 */
@ConfigurationProperties("facade.swagger-login")
public record SwaggerLoginProperties(@Nullable URI authorizationUrl, @Nullable URI tokenUrl) {

	public SwaggerLoginProperties {
		authorizationUrl = IssuerUrl.of("facade.swagger-login.authorization-url", authorizationUrl);
		tokenUrl = IssuerUrl.of("facade.swagger-login.token-url", tokenUrl);
		if ((authorizationUrl == null) != (tokenUrl == null)) {
			throw new InvalidConfigurationPropertyValueException("facade.swagger-login.token-url", tokenUrl,
					"facade.swagger-login.authorization-url and facade.swagger-login.token-url must both be set.");
		}
	}

	/**
	 * Returns a space and the origin of the token URL, for the Content Security Policy.
	 * Without a token URL, the text is empty.
	 */
	String origin() {
		return (this.tokenUrl == null) ? ""
				: " %s://%s".formatted(this.tokenUrl.getScheme(), this.tokenUrl.getRawAuthority());
	}

}
