package dev.essfacade.ess.credentials;

import java.io.IOException;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

/** A source of credentials. By default, the credentials never change and never expire. */
@FunctionalInterface
public interface CredentialsSource {

	/**
	 * Fetches the current credentials.
	 * @throws IOException if the fetch fails; the message contains no secret
	 */
	EssCredentials fetch() throws IOException;

	/**
	 * Returns the shortest time between two fetches; null if the credentials never
	 * change.
	 */
	default @Nullable Duration minFetchInterval() {
		return null;
	}

	/** Whether the credentials expire, so that they must be refreshed in time. */
	default boolean expires() {
		return false;
	}

}
