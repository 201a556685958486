package dev.essfacade.authorization.rules;

/** What is written down cannot be used as rules. */
@SuppressWarnings("serial") // never serialized
public final class InvalidRulesException extends Exception {

	private final boolean readOnly;

	/**
	 * Says what is wrong, and where.
	 * @param readOnly whether they say nonetheless that nobody may write
	 */
	public InvalidRulesException(String what, boolean readOnly) {
		super(what);
		this.readOnly = readOnly;
	}

	/** Whether they say nonetheless, and readably, that nobody may write. */
	public boolean saysReadOnly() {
		return this.readOnly;
	}

}
