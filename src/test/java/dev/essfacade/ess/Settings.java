package dev.essfacade.ess;

import java.util.HashMap;
import java.util.Map;

import dev.essfacade.ess.resilience.Ticker;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Binds settings as Spring Boot does. */
final class Settings {

	private Settings() {
	}

	static EssProperties of(String... namesAndValues) {
		Map<String, String> settings = new HashMap<>();
		for (int i = 0; i < namesAndValues.length; i += 2) {
			settings.put(namesAndValues[i], namesAndValues[i + 1]);
		}
		return new Binder(new MapConfigurationPropertySource(settings)).bindOrCreate("ess", EssProperties.class);
	}

	/** Returns the regions that settings serve. */
	static EssRegions regions(EssProperties settings) {
		return new EssRegions(settings, Ticker.system(), new SimpleMeterRegistry());
	}

}
