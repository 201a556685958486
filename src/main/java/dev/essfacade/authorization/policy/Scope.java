package dev.essfacade.authorization.policy;

import java.util.List;
import java.util.stream.Collectors;

/** What a token may be used for, before any rule is asked. */
public enum Scope {

	/** Everything that changes nothing. */
	READ("ess.read"),

	/** Detaches. */
	DETACH("ess.detach"),

	/** Detaches with force; {@link #DETACH} is needed, too. */
	DETACH_FORCE("ess.detach.force");

	private final String id;

	Scope(String id) {
		this.id = id;
	}

	/**
	 * What OAuth libraries are told in {@code WWW-Authenticate} when a token lacks one of
	 * these (RFC 6750).
	 */
	public static String challenge(List<Scope> needed) {
		return "Bearer error=\"insufficient_scope\", scope=\"%s\""
			.formatted(needed.stream().map(Scope::id).collect(Collectors.joining(" ")));
	}

	/** As it stands in a token. */
	public String id() {
		return this.id;
	}

}
