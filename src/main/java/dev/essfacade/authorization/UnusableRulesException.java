package dev.essfacade.authorization;

/** There are no rules to start with: what is written down has a mistake. */
@SuppressWarnings("serial") // never serialized
final class UnusableRulesException extends RuntimeException {

	UnusableRulesException(String where) {
		super(where);
	}

}
