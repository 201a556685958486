package dev.essfacade.ess;

import java.util.concurrent.ThreadLocalRandom;

import dev.essfacade.ess.resilience.Backoff;
import dev.essfacade.ess.resilience.Ticker;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Time and chance, which tests replace. */
@Configuration(proxyBeanMethods = false)
class EssConfiguration {

	@Bean
	Ticker ticker() {
		return Ticker.system();
	}

	@Bean
	Backoff backoff() {
		return new Backoff(() -> ThreadLocalRandom.current().nextDouble());
	}

}
