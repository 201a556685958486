package dev.essfacade.ess.credentials;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;

import dev.essfacade.ess.credentials.source.ConfiguredKeys;
import dev.essfacade.ess.credentials.source.EcsRole;
import dev.essfacade.ess.credentials.source.KeyFiles;
import dev.essfacade.ess.credentials.source.KeySource;
import dev.essfacade.ess.credentials.source.Keys;
import dev.essfacade.ess.credentials.source.OidcRole;
import dev.essfacade.ess.transport.UnsignedHttp;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Puts the one configured source of keys behind the key ring. */
@Configuration(proxyBeanMethods = false)
class CredentialsConfiguration {

	private static final Duration CONNECT = Duration.ofSeconds(2);

	private static final Duration FETCH = Duration.ofSeconds(5);

	@Bean
	UnsignedHttp unsignedHttp() {
		return new UnsignedHttp(CONNECT, FETCH);
	}

	@Bean
	KeySource keySource(CredentialsProperties configured, UnsignedHttp http, InstantSource clock,
			Environment environment) {
		return switch (configured.places().getFirst()) {
			case ACCESS_KEY -> new ConfiguredKeys(new Keys(Objects.requireNonNull(configured.accessKeyId()),
					Objects.requireNonNull(configured.accessKeySecret()), configured.securityToken(), null));
			case DIRECTORY -> new KeyFiles(Objects.requireNonNull(configured.directory()));
			case RRSA -> {
				URI sts = configured.sts("vpc".equalsIgnoreCase(environment.getProperty("ess.network")));
				yield new OidcRole(sts, Objects.requireNonNull(configured.roleArn()),
						Objects.requireNonNull(configured.oidcProviderArn()),
						Objects.requireNonNull(configured.oidcTokenFile()),
						Objects.requireNonNull(configured.roleSessionName()), http, clock);
			}
			case ECS_ROLE -> new EcsRole(EcsRole.METADATA, Objects.requireNonNull(configured.ecsRole()), http);
		};
	}

	@Bean
	KeyRing keyRing(KeySource source, InstantSource clock) {
		return new KeyRing(source, clock, () -> ThreadLocalRandom.current().nextDouble());
	}

	@Bean
	KeyRenewal keyRenewal(KeyRing keys) {
		return new KeyRenewal(keys);
	}

	@Bean
	HealthIndicator essCredentialsHealthIndicator(KeyRing keys) {
		return new CredentialsHealth(keys);
	}

	@Bean
	MeterBinder credentialsMeters(KeySource source, KeyRing keys) {
		return (meters) -> {
			Gauge.builder("ess.credentials.age", keys, KeyRing::age)
				.description("Time since the credentials came or changed")
				.baseUnit("seconds")
				.register(meters);
			if (source.expires()) {
				Gauge.builder("ess.credentials.expiry", keys, KeyRing::timeLeft)
					.description("Time until the credentials end")
					.baseUnit("seconds")
					.register(meters);
			}
		};
	}

}
