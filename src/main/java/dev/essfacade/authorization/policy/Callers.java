package dev.essfacade.authorization.policy;

import java.util.List;
import java.util.Map;

/**
 * The callers that a rule applies to, by the claims of their tokens.
 *
 * @param claims patterns by claim; every claim must match with at least one of its values
 */
public record Callers(Map<String, Wildcards> claims) {

	/**
	 * Requires a claim.
	 * @throws IllegalArgumentException if there is none
	 */
	public Callers {
		if (claims.isEmpty()) {
			throw new IllegalArgumentException("must name at least one claim");
		}
		claims = Map.copyOf(claims);
	}

	/** Never includes an unauthenticated subject, whose claims are not verified. */
	boolean include(Subject subject) {
		return subject.authenticated() && this.claims.entrySet()
			.stream()
			.allMatch((claim) -> subject.claims()
				.getOrDefault(claim.getKey(), List.of())
				.stream()
				.anyMatch(claim.getValue()::match));
	}

}
