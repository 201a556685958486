package dev.essfacade.authorization;

import java.time.InstantSource;

import dev.essfacade.security.SecurityMode;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** The access policy and its metrics. */
@Configuration(proxyBeanMethods = false)
class AccessConfiguration {

	@Bean
	ReloadingPolicy reloadingPolicy(AccessProperties settings, Environment environment, InstantSource clock) {
		return new ReloadingPolicy(new PolicySource(settings, SecurityMode.isOpen(environment)), clock);
	}

	@Bean
	MeterBinder accessMeters(ReloadingPolicy policy) {
		return (meters) -> {
			Gauge.builder("facade.read.only", policy, (now) -> now.isReadOnly() ? 1 : 0)
				.description("1 while read-only mode is on: all writes are rejected")
				.register(meters);
			Gauge.builder("facade.access.rules.reload.failed", policy, (now) -> now.isReloadFailed() ? 1 : 0)
				.description("1 if the last reload of the access rules failed, or no reload has ended for 10 seconds")
				.register(meters);
		};
	}

}
