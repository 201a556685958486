package dev.essfacade.ess.credentials;

import java.time.InstantSource;

import dev.essfacade.ess.credentials.source.ConfiguredKeys;
import dev.essfacade.ess.credentials.source.KeySource;
import dev.essfacade.ess.credentials.source.Keys;

/** Key rings for tests elsewhere. */
public final class KeyRings {

	private KeyRings() {
	}

	public static KeyRing of(String id, String secret) {
		return of(new ConfiguredKeys(new Keys(id, secret, null, null)), InstantSource.system());
	}

	public static KeyRing of(KeySource source, InstantSource clock) {
		return new KeyRing(source, clock, () -> 0.5);
	}

	/** As the background renewal does every second. */
	public static void look(KeyRing keys) {
		keys.look();
	}

}
