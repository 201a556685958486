package dev.essfacade.web;

import org.jspecify.annotations.Nullable;

/** What a caller is told, for tests that do not go over the wire. */
public final class Problems {

	private Problems() {
	}

	public static @Nullable String clientToken(ProblemException refusal) {
		return refusal.problem().clientToken();
	}

}
