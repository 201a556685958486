package dev.essfacade.authorization.policy;

import java.util.List;
import java.util.Map;

/**
 * Whom a rule is about, by what their token says of them.
 *
 * @param claims what each claim has to be; of a claim with several values one is enough
 */
public record Callers(Map<String, Wildcards> claims) {

	/**
	 * Checks that somebody in particular is meant.
	 * @throws IllegalArgumentException if not; the message says why
	 */
	public Callers {
		if (claims.isEmpty()) {
			throw new IllegalArgumentException("must name at least one claim");
		}
		claims = Map.copyOf(claims);
	}

	/**
	 * Nobody vouches for the claims of an anonymous caller, so that it is never meant.
	 */
	boolean include(Subject subject) {
		return subject.authenticated() && this.claims.entrySet()
			.stream()
			.allMatch((claim) -> subject.claims()
				.getOrDefault(claim.getKey(), List.of())
				.stream()
				.anyMatch(claim.getValue()::match));
	}

}
