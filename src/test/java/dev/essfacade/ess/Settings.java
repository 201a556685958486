package dev.essfacade.ess;

import java.util.HashMap;
import java.util.Map;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Binds settings as Boot does. */
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

}
