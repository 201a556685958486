package dev.essfacade.security.jwt;

import java.net.URI;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the token issuer. The names are Spring Boot's own.
 *
 * @param issuerUri Sets the issuer that a token must name. Unless {@code jwk-set-uri} is
 * set, the issuer's metadata names the address of the signing keys.
 * @param jwkSetUri Sets the address of the signing keys. Without {@code issuer-uri}, a
 * token of any issuer is valid if one of these keys signed the token.
 * @param audiences Lists the audiences of this service. A token must name one of them.
 * The mode {@code jwt} requires at least one.
 */
@ConfigurationProperties(IssuerProperties.PREFIX)
public record IssuerProperties(@Nullable URI issuerUri, @Nullable URI jwkSetUri, @DefaultValue List<String> audiences) {

	/** Prefix of the names of these settings. */
	public static final String PREFIX = "spring.security.oauth2.resourceserver.jwt";

	public IssuerProperties {
		issuerUri = IssuerUrl.of(PREFIX + ".issuer-uri", issuerUri);
		jwkSetUri = IssuerUrl.of(PREFIX + ".jwk-set-uri", jwkSetUri);
		audiences = audiences.stream().filter((audience) -> !audience.isBlank()).toList();
	}

	/** Returns whether an issuer or a JWK set is configured. */
	public boolean namesKeys() {
		return this.issuerUri != null || this.jwkSetUri != null;
	}

	/** Returns whether an audience is configured. */
	public boolean namesAudience() {
		return !this.audiences.isEmpty();
	}

	/** Returns the URL that log lines name as the origin of the signing keys. */
	URI keysFrom() {
		return Objects.requireNonNull((this.jwkSetUri != null) ? this.jwkSetUri : this.issuerUri);
	}

}
