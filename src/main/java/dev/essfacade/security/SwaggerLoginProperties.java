package dev.essfacade.security;

import java.net.URI;

import dev.essfacade.security.jwt.IssuerUrl;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * Where Swagger UI sends people to log in, by authorization code and PKCE.
 *
 * @param authorizationUrl the issuer's page
 * @param tokenUrl where the code is changed for a token
 */
@ConfigurationProperties("facade.swagger-login")
public record SwaggerLoginProperties(@Nullable URI authorizationUrl, @Nullable URI tokenUrl) {

	public SwaggerLoginProperties {
		authorizationUrl = IssuerUrl.of("facade.swagger-login.authorization-url", authorizationUrl);
		tokenUrl = IssuerUrl.of("facade.swagger-login.token-url", tokenUrl);
		if ((authorizationUrl == null) != (tokenUrl == null)) {
			throw new InvalidConfigurationPropertyValueException("facade.swagger-login.token-url", tokenUrl,
					"facade.swagger-login.authorization-url and facade.swagger-login.token-url go together.");
		}
	}

	/** What a page of ours may fetch from besides this service, after a blank. */
	String origin() {
		return (this.tokenUrl == null) ? ""
				: " %s://%s".formatted(this.tokenUrl.getScheme(), this.tokenUrl.getRawAuthority());
	}

}
