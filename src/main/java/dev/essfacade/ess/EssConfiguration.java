package dev.essfacade.ess;

import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;

import dev.essfacade.ess.resilience.Backoff;
import dev.essfacade.ess.resilience.Ticker;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Clocks and random numbers, which tests replace. */
@Configuration(proxyBeanMethods = false)
class EssConfiguration {

	@Bean
	InstantSource clock() {
		return InstantSource.system();
	}

	@Bean
	Ticker ticker() {
		return Ticker.system();
	}

	@Bean
	Backoff backoff() {
		return new Backoff(() -> ThreadLocalRandom.current().nextDouble());
	}

}
