package dev.essfacade.access.policy;

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

	/** As it stands in a token. */
	public String id() {
		return this.id;
	}

}
