package dev.essfacade.ess.credentials;

import java.io.IOException;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

/** A source of credentials. By default they never change and never expire. */
@FunctionalInterface
public interface CredentialsSource {

	/**
	 * Fetches the current credentials.
	 * @throws IOException if that fails; its message contains no secret
	 */
	EssCredentials fetch() throws IOException;

	/**
	 * Returns the shortest time between two fetches; null if the credentials never
	 * change.
	 */
	default @Nullable Duration minFetchInterval() {
		return null;
	}

	/** Whether the credentials expire and have to be refreshed before that. */
	default boolean expires() {
		return false;
	}

}
