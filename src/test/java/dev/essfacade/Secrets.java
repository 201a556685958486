package dev.essfacade;

import java.util.List;
import java.util.Objects;

/** The canaries of a test run, and the check that they do not sing. */
final class Secrets {

	private static final List<String> CANARIES = List.of(SimulatedEss.KEY.id(), SimulatedEss.KEY.secret(),
			Objects.requireNonNull(SimulatedEss.KEY.securityToken()), "CanarySecurityToken");

	private Secrets() {
	}

	/** Fails when a canary is in a text that somebody else may read. */
	static void mustNotBeIn(String what, String text) {
		for (String canary : CANARIES) {
			if (text.contains(canary)) {
				throw new AssertionError("A secret is in " + what + ": " + text.replace(canary, "<the secret>"));
			}
		}
	}

	/** Whether a canary is in the text. */
	static boolean areIn(String text) {
		return CANARIES.stream().anyMatch(text::contains);
	}

}
