package dev.essfacade.ess;

import java.time.InstantSource;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The one clock, which tests replace. */
@Configuration(proxyBeanMethods = false)
class ClockConfiguration {

	@Bean
	InstantSource clock() {
		return InstantSource.system();
	}

}
