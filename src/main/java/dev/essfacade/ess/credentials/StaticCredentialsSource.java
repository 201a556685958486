package dev.essfacade.ess.credentials;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Keys that stand in the settings and change with a restart.
 *
 * @param keys the keys
 */
public record StaticCredentialsSource(EssCredentials keys) implements CredentialsSource {

	@Override
	public EssCredentials fetch() {
		return this.keys;
	}

	@Override
	public @Nullable Duration rest() {
		return null;
	}

}
