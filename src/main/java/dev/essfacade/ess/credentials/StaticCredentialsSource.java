package dev.essfacade.ess.credentials;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Credentials of the settings. They change only with a restart.
 *
 * @param credentials the credentials
 */
public record StaticCredentialsSource(EssCredentials credentials) implements CredentialsSource {

	@Override
	public EssCredentials fetch() {
		return this.credentials;
	}

	@Override
	public @Nullable Duration minFetchInterval() {
		return null;
	}

}
