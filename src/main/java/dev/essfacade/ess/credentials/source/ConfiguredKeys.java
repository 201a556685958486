package dev.essfacade.ess.credentials.source;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Keys that stand in the settings and change with a restart.
 *
 * @param keys the keys
 */
public record ConfiguredKeys(Keys keys) implements KeySource {

	@Override
	public Keys fetch() {
		return this.keys;
	}

	@Override
	public @Nullable Duration rest() {
		return null;
	}

}
