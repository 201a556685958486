package dev.essfacade.ess.credentials;

import java.io.IOException;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

/** Where keys come from. */
public interface CredentialsSource {

	/**
	 * Gets the keys as they are now.
	 * @throws IOException if that is not possible at the moment; its message is free of
	 * secrets
	 */
	EssCredentials fetch() throws IOException;

	/**
	 * The shortest time from one fetch to the next; null if a second fetch would never
	 * bring anything else.
	 */
	@Nullable Duration rest();

	/** Whether the keys have an end, and with it a time to be renewed at. */
	default boolean expires() {
		return false;
	}

}
