package dev.essfacade.web;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;

/**
 * Passes the headers {@code Idempotency-Key} and {@code If-Match} to controllers as
 * arguments.
 */
@Configuration(proxyBeanMethods = false)
class HeaderArgumentConfiguration {

	@Bean
	HeaderArgumentResolver<IdempotencyKey> idempotencyKeyResolver() {
		return new HeaderArgumentResolver<>(IdempotencyKey.class, IdempotencyKey.HEADER, IdempotencyKey::of);
	}

	@Bean
	HeaderArgumentResolver<IfMatch> ifMatchResolver() {
		return new HeaderArgumentResolver<>(IfMatch.class, HttpHeaders.IF_MATCH, IfMatch::of);
	}

}
