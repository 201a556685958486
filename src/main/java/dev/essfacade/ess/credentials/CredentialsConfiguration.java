package dev.essfacade.ess.credentials;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;

import dev.essfacade.ess.http.UnsignedHttpClient;
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
	UnsignedHttpClient unsignedHttp() {
		return new UnsignedHttpClient(CONNECT, FETCH);
	}

	@Bean
	CredentialsSource keySource(CredentialsProperties configured, UnsignedHttpClient http, InstantSource clock,
			Environment environment) {
		return switch (configured.places().getFirst()) {
			case ACCESS_KEY ->
				new StaticCredentialsSource(new EssCredentials(Objects.requireNonNull(configured.accessKeyId()),
						Objects.requireNonNull(configured.accessKeySecret()), configured.securityToken(), null));
			case DIRECTORY -> new DirectoryCredentialsSource(Objects.requireNonNull(configured.directory()));
			case RRSA -> {
				URI sts = configured.sts("vpc".equalsIgnoreCase(environment.getProperty("ess.network")));
				yield new OidcCredentialsSource(sts, Objects.requireNonNull(configured.roleArn()),
						Objects.requireNonNull(configured.oidcProviderArn()),
						Objects.requireNonNull(configured.oidcTokenFile()),
						Objects.requireNonNull(configured.roleSessionName()), http, clock);
			}
			case ECS_ROLE -> new EcsRoleCredentialsSource(EcsRoleCredentialsSource.METADATA,
					Objects.requireNonNull(configured.ecsRole()), http);
		};
	}

	@Bean
	RefreshingCredentials keyRing(CredentialsSource source, InstantSource clock) {
		return new RefreshingCredentials(source, clock, () -> ThreadLocalRandom.current().nextDouble());
	}

	@Bean
	HealthIndicator essCredentialsHealthIndicator(RefreshingCredentials keys) {
		return new CredentialsHealthIndicator(keys);
	}

	@Bean
	MeterBinder credentialsMeters(CredentialsSource source, RefreshingCredentials keys) {
		return (meters) -> {
			Gauge.builder("ess.credentials.age", keys, RefreshingCredentials::age)
				.description("Time since the credentials came or changed")
				.baseUnit("seconds")
				.register(meters);
			if (source.expires()) {
				Gauge.builder("ess.credentials.expiry", keys, RefreshingCredentials::timeLeft)
					.description("Time until the credentials end")
					.baseUnit("seconds")
					.register(meters);
			}
		};
	}

}
