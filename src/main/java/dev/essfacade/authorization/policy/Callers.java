package dev.essfacade.authorization.policy;

import java.util.List;
import java.util.Map;

/**
 * The callers that a rule applies to, by the claims of their tokens.
 *
 * @param claims patterns by name of the claim; of each claim, at least one value in the
 * token must match
 */
public record Callers(Map<String, Wildcards> claims) {

	/**
	 * Requires a claim.
	 * @throws IllegalArgumentException if there is no claim
	 */
	public Callers {
		if (claims.isEmpty()) {
			throw new IllegalArgumentException("must name at least one claim");
		}
		claims = Map.copyOf(claims);
	}

	/** Never includes an unauthenticated subject, because its claims are not verified. */
	boolean include(Subject subject) {
		return subject.authenticated() && this.claims.entrySet()
			.stream()
			.allMatch((claim) -> subject.claims()
				.getOrDefault(claim.getKey(), List.of())
				.stream()
				.anyMatch(claim.getValue()::match));
	}

}
