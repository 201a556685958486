package dev.essfacade.authorization;

import java.time.InstantSource;
import java.util.List;

import dev.essfacade.security.SecurityMode;
import io.micrometer.core.instrument.Gauge;
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
	ReloadingPolicy policyInForce(AccessProperties settings, ReadOnlySetting readOnly, Environment environment,
			InstantSource clock) {
		return new ReloadingPolicy(new PolicySource(settings, SecurityMode.isOpen(environment)), readOnly, clock);
	}

	@Bean
	PeriodicReload lookAtRules(ReloadingPolicy policy, InstantSource clock) {
		return new PeriodicReload("access rules", policy::look, PeriodicReload.INTERVAL, clock);
	}

	/** By itself: whatever hangs, the other is still looked at. */
	@Bean
	PeriodicReload lookAtReadOnlySetting(ReadOnlySetting readOnly, InstantSource clock) {
		return new PeriodicReload("read-only setting", readOnly::look, PeriodicReload.INTERVAL, clock);
	}

	@Bean
	MeterBinder accessMeters(ReloadingPolicy policy, ReadOnlySetting readOnly, List<PeriodicReload> looks) {
		return (meters) -> {
			Gauge.builder("facade.read.only", policy, (now) -> now.policy().rules().readOnly() ? 1 : 0)
				.description("1 while every write is refused")
				.register(meters);
			Gauge
				.builder("facade.access.rules.reload.failed", policy,
						(now) -> (now.isOutdated() || readOnly.isOutdated()
								|| looks.stream().anyMatch(PeriodicReload::isLate)) ? 1 : 0)
				.description("1 while older rules, or an older read-only setting, hold than what is written down")
				.register(meters);
		};
	}

}
