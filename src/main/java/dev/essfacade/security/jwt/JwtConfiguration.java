package dev.essfacade.security.jwt;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

import com.nimbusds.jose.util.ResourceRetriever;
import dev.essfacade.ess.http.EgressProxyProperties;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/**
 * Decodes access tokens with the issuer's signing keys. Spring Security's own decoder
 * neither limits fetches of the JWK set nor survives an outage of the issuer.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "facade.security.mode", havingValue = "jwt")
class JwtConfiguration {

	private static final Logger logger = LoggerFactory.getLogger(JwtConfiguration.class);

	@Bean
	BoundedResourceRetriever issuerFetch(EgressProxyProperties proxy) {
		return new BoundedResourceRetriever(proxy);
	}

	@Bean
	RemoteJwkSet remoteJwkSet(IssuerProperties issuer, ResourceRetriever retriever) {
		if (issuer.issuerUri() == null) {
			logger.warn("issuer-uri is not set: tokens of any issuer are accepted if a key of {} has signed them",
					issuer.jwkSetUri());
		}
		return new RemoteJwkSet(issuer, retriever);
	}

	@Bean
	CachingJwkSource cachingJwkSource(RemoteJwkSet remote, InstantSource clock) {
		return new CachingJwkSource(remote, clock);
	}

	@Bean
	JwtDecoder accessTokenDecoder(CachingJwkSource signingKeys, IssuerProperties issuer, InstantSource clock) {
		return new AccessTokenDecoder(signingKeys, new AccessTokenValidator(issuer, clock), new VerifiedTokens(clock));
	}

	@Bean
	ApplicationListener<ApplicationReadyEvent> startToFetchSigningKeys(CachingJwkSource signingKeys) {
		return (_) -> signingKeys.start();
	}

	/**
	 * Reports ready after the first successful fetch, and stays ready. An outage of the
	 * issuer would otherwise make all replicas unready at once, although their keys stay
	 * valid for hours.
	 */
	@Bean
	HealthIndicator signingKeysHealthIndicator(RemoteJwkSet remote) {
		return () -> ((remote.lastSuccess() != null) ? Health.up() : Health.outOfService()).build();
	}

	@Bean
	MeterBinder signingKeysAge(RemoteJwkSet remote, InstantSource clock) {
		return (meters) -> Gauge
			.builder("facade.signing.keys.age", () -> secondsSince(remote.lastSuccess(), clock.instant()))
			.description("Seconds since the issuer's signing keys were last fetched; NaN before the first fetch")
			.baseUnit("seconds")
			.register(meters);
	}

	private static double secondsSince(@Nullable Instant success, Instant now) {
		return (success != null) ? Duration.between(success, now).toMillis() / 1000.0 : Double.NaN;
	}

}
