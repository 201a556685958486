package dev.essfacade.ess.credentials;

import java.time.InstantSource;

/** Credentials for tests of other packages. */
public final class TestCredentials {

	private TestCredentials() {
	}

	public static RefreshingCredentials of(String id, String secret) {
		EssCredentials credentials = new EssCredentials(id, secret, null, null);
		return of(() -> credentials, InstantSource.system());
	}

	public static RefreshingCredentials of(CredentialsSource source, InstantSource clock) {
		return new RefreshingCredentials(source, clock, () -> 0.5);
	}

	/**
	 * Refreshes the credentials if a refresh is due, as the background task does every
	 * second.
	 */
	public static void look(RefreshingCredentials keys) {
		keys.refreshIfDue();
	}

}
