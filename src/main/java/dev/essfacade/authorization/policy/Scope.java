package dev.essfacade.authorization.policy;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * OAuth scopes of this service. The access rules apply only if the token has the scopes
 * of the operation.
 */
public enum Scope {

	/** All reads. */
	READ("ess.read"),

	/** Detach. */
	DETACH("ess.detach"),

	/** Detach with force; {@link #DETACH} is also needed. */
	DETACH_FORCE("ess.detach.force"),

	/** Attach. */
	ATTACH("ess.attach"),

	/** Attach with force; {@link #ATTACH} is also needed. */
	ATTACH_FORCE("ess.attach.force");

	private final String id;

	Scope(String id) {
		this.id = id;
	}

	/**
	 * Returns the scope with an id.
	 * @throws IllegalArgumentException if there is none
	 */
	static Scope of(String id) {
		return Stream.of(values())
			.filter((scope) -> scope.id.equals(id))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException("Unknown scope " + id));
	}

	/** Returns the value of {@code WWW-Authenticate} for a missing scope (RFC 6750). */
	public static String challenge(List<Scope> needed) {
		return "Bearer error=\"insufficient_scope\", scope=\"%s\""
			.formatted(needed.stream().map(Scope::id).collect(Collectors.joining(" ")));
	}

	/** Returns the id in the claim {@code scope} of a token. */
	public String id() {
		return this.id;
	}

}
