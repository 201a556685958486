package dev.essfacade.scalingactivity;

import dev.essfacade.web.HeaderArgumentResolver;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes {@code Prefer: wait} an argument of controllers. */
@Configuration(proxyBeanMethods = false)
class WaitConfiguration {

	@Bean
	HeaderArgumentResolver<WaitPreference> waitPreferenceResolver(WatchProperties settings) {
		return new HeaderArgumentResolver<>(WaitPreference.class, WaitPreference.HEADER,
				(lines) -> WaitPreference.of(lines, settings.maxWait()));
	}

}
