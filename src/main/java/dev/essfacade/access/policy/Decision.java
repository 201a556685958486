package dev.essfacade.access.policy;

/**
 * What the rules say of a request.
 *
 * @param verdict yes, or which kind of no
 * @param rule name of the rule that gave it
 * @param detail for the caller: which right is missing; never what exists behind it
 */
public record Decision(Verdict verdict, String rule, String detail) {

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
