package dev.essfacade.security.jwt;

import java.net.URI;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whose tokens are believed. The names are Spring Boot's own, which people know.
 *
 * @param issuerUri what a token has to name as its issuer
 * @param jwkSetUri where the issuer's keys are; null: the issuer's metadata says it
 * @param audiences one of these a token has to be meant for
 */
@ConfigurationProperties(IssuerProperties.PREFIX)
public record IssuerProperties(@Nullable URI issuerUri, @Nullable URI jwkSetUri, @DefaultValue List<String> audiences) {

	/** Where these settings stand. */
	public static final String PREFIX = "spring.security.oauth2.resourceserver.jwt";

	public IssuerProperties {
		issuerUri = IssuerUrl.of(PREFIX + ".issuer-uri", issuerUri);
		jwkSetUri = IssuerUrl.of(PREFIX + ".jwk-set-uri", jwkSetUri);
		audiences = audiences.stream().filter((audience) -> !audience.isBlank()).toList();
	}

	/** Whether it is known where keys come from. */
	public boolean namesKeys() {
		return this.issuerUri != null || this.jwkSetUri != null;
	}

	/** Whether it is known for whom a token has to be made. */
	public boolean namesAudience() {
		return !this.audiences.isEmpty();
	}

	/** Where keys come from, for people. */
	URI keysFrom() {
		return Objects.requireNonNull((this.jwkSetUri != null) ? this.jwkSetUri : this.issuerUri);
	}

}
