package dev.essfacade.ess.credentials;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;

import dev.essfacade.ess.credentials.CredentialsProperties.Place;
import dev.essfacade.ess.http.EgressProxyProperties;
import dev.essfacade.ess.http.UnsignedHttpClient;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Creates the configured credentials source and its refresh. */
@Configuration(proxyBeanMethods = false)
class CredentialsConfiguration {

	private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

	private static final Duration FETCH_TIMEOUT = Duration.ofSeconds(5);

	private static final int MAX_RESPONSE_BYTES = 64 * 1024;

	/** The ECS metadata service can only be reached without a proxy. */
	@Bean
	UnsignedHttpClient credentialsHttpClient(CredentialsProperties configured, EgressProxyProperties proxy) {
		boolean direct = configured.places().contains(Place.ECS_ROLE);
		return new UnsignedHttpClient(CONNECT_TIMEOUT, FETCH_TIMEOUT, MAX_RESPONSE_BYTES,
				direct ? EgressProxyProperties.NONE : proxy);
	}

	@Bean
	CredentialsSource credentialsSource(CredentialsProperties configured, UnsignedHttpClient credentialsHttpClient,
			InstantSource clock, Environment environment) {
		return switch (configured.places().getFirst()) {
			case ACCESS_KEY -> {
				EssCredentials credentials = new EssCredentials(Objects.requireNonNull(configured.accessKeyId()),
						Objects.requireNonNull(configured.accessKeySecret()), configured.securityToken(), null);
				yield () -> credentials;
			}
			case DIRECTORY -> new DirectoryCredentialsSource(Objects.requireNonNull(configured.directory()));
			case RRSA -> {
				URI sts = configured.sts("vpc".equalsIgnoreCase(environment.getProperty("ess.network")));
				yield new OidcCredentialsSource(sts, Objects.requireNonNull(configured.roleArn()),
						Objects.requireNonNull(configured.oidcProviderArn()),
						Objects.requireNonNull(configured.oidcTokenFile()),
						Objects.requireNonNull(configured.roleSessionName()), credentialsHttpClient, clock);
			}
			case ECS_ROLE -> new EcsRoleCredentialsSource(EcsRoleCredentialsSource.METADATA,
					Objects.requireNonNull(configured.ecsRole()), credentialsHttpClient);
		};
	}

	@Bean
	RefreshingCredentials refreshingCredentials(CredentialsSource source, InstantSource clock) {
		return new RefreshingCredentials(source, clock, () -> ThreadLocalRandom.current().nextDouble());
	}

	/**
	 * Reports up from the first successful fetch of credentials on. The indicator never
	 * calls ESS. If it reported a later loss of credentials, all replicas would become
	 * unready at once, and callers would get no problem document.
	 */
	@Bean
	HealthIndicator essCredentialsHealthIndicator(RefreshingCredentials credentials) {
		return () -> credentials.wereFetched() ? Health.up().build() : Health.outOfService().build();
	}

	@Bean
	MeterBinder credentialsMeters(CredentialsSource source, RefreshingCredentials credentials) {
		return (meters) -> {
			Gauge.builder("ess.credentials.age", credentials, RefreshingCredentials::secondsSinceChange)
				.description("Seconds since the credentials were first fetched or changed; NaN before the first fetch")
				.baseUnit("seconds")
				.register(meters);
			if (source.expires()) {
				Gauge.builder("ess.credentials.expiry", credentials, RefreshingCredentials::secondsToExpiry)
					.description("Seconds until the credentials expire; NaN before the first fetch")
					.baseUnit("seconds")
					.register(meters);
			}
		};
	}

}
