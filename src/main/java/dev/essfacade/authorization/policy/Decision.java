package dev.essfacade.authorization.policy;

import java.util.List;

/**
 * What the rules say of a request.
 *
 * @param verdict yes, or which kind of no
 * @param rule name of the rule that gave it
 * @param detail for the caller: which right is missing; never what exists behind it
 * @param scopes what the token would have to be good for, if that is what is missing
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

	/** No rule allows it. */
	public static Decision withoutRule(String action, String onWhat) {
		return new Decision(Verdict.FORBIDDEN, "default-deny",
				"No rule lets this caller call %s %s.".formatted(action, onWhat));
	}

	/** Whether it may be done. */
	public boolean isAllowed() {
		return this.verdict == Verdict.ALLOWED;
	}

	/** Yes, or which kind of no. */
	public enum Verdict {

		/** Some rule allows it. */
		ALLOWED,

		/** No rule allows it, or the token's scopes do not suffice. */
		FORBIDDEN,

		/** The scaling group is protected. */
		PROTECTED,

		/** Nobody may write at the moment. */
		READ_ONLY

	}

}
