package dev.essfacade.access;

import java.time.InstantSource;

import dev.essfacade.access.identity.SecurityMode;
import dev.essfacade.ess.EssProperties;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;

/** Puts the policy in force, and shows how it fares. */
@Configuration(proxyBeanMethods = false)
class AccessConfiguration {

	@Bean
	ReadOnlySetting readOnlySetting(AccessProperties settings, ConfigurableEnvironment environment) {
		return new ReadOnlySetting(environment, settings.readOnly());
	}

	@Bean
	PolicyInForce policyInForce(AccessProperties settings, ReadOnlySetting readOnly, Environment environment,
			InstantSource clock) {
		return new PolicyInForce(new PolicySource(settings, readOnly, SecurityMode.isOpen(environment)), clock);
	}

	@Bean
	PolicyReload policyReload(PolicyInForce policy) {
		return new PolicyReload(policy::look, PolicyReload.INTERVAL);
	}

	@Bean
	FairShares fairShares(EssProperties limits, MeterRegistry meters) {
		return new FairShares(limits.maxConcurrentCalls(), limits.maxConcurrentCallsPerRegion(),
				(region) -> meters.counter("ess.rejected", "region", region).increment());
	}

	@Bean
	MeterBinder accessMeters(PolicyInForce policy, ReadOnlySetting readOnly) {
		return (meters) -> {
			Gauge.builder("facade.read.only", policy, (now) -> now.policy().rules().readOnly() ? 1 : 0)
				.description("1 while every write is refused")
				.register(meters);
			Gauge
				.builder("facade.access.rules.reload.failed", policy,
						(now) -> (now.isOutdated() || readOnly.isOutdated()) ? 1 : 0)
				.description("1 while older rules hold than those that are written down")
				.register(meters);
		};
	}

}
