package dev.essfacade.authorization.policy;

import java.util.List;

/**
 * The access decision on a request.
 *
 * @param verdict whether the request is allowed, or why not
 * @param rule name of the rule that decided
 * @param detail text for the caller: the missing right, never whether a resource exists
 * @param scopes the scopes that the request requires, if the token lacks one of them
 */
public record Decision(Verdict verdict, String rule, String detail, List<Scope> scopes) {

	public Decision(Verdict verdict, String rule, String detail) {
		this(verdict, rule, detail, List.of());
	}

	static Decision allowedBy(String rule) {
		return new Decision(Verdict.ALLOWED, rule, "");
	}

	static Decision readOnly() {
		return new Decision(Verdict.READ_ONLY, "read-only", "Writes are switched off for everybody; reads go on.");
	}

	static Decision protectedGroup() {
		return new Decision(Verdict.PROTECTED, "protected",
				"This scaling group is protected: writing to it takes an exception that names you and has not ended.");
	}

	static Decision withoutScope(Scope missing, List<Scope> needed) {
		return new Decision(Verdict.FORBIDDEN, "scopes", "The token lacks the scope %s.".formatted(missing.id()),
				needed);
	}

	/** Returns the decision on a request that no rule allows. */
	public static Decision withoutRule(String action, String onWhat) {
		return new Decision(Verdict.FORBIDDEN, "default-deny",
				"No rule lets this caller call %s %s.".formatted(action, onWhat));
	}

	/** Whether the request is allowed. */
	public boolean isAllowed() {
		return this.verdict == Verdict.ALLOWED;
	}

	/** The kind of a decision. */
	public enum Verdict {

		/** A rule allows the request. */
		ALLOWED,

		/** No rule allows the request, or the token lacks a scope. */
		FORBIDDEN,

		/** The scaling group is protected. */
		PROTECTED,

		/** Read-only mode is on. */
		READ_ONLY

	}

}
