package dev.essfacade.authorization.rules;

import org.yaml.snakeyaml.nodes.Node;

/**
 * Something in the rules is not as it has to be. What it says quotes no value of them.
 */
@SuppressWarnings("serial") // never serialized
final class RulesSyntaxException extends RuntimeException {

	RulesSyntaxException(Node place, String what) {
		this(place.getStartMark().getLine(), what);
	}

	RulesSyntaxException(int linesBefore, String what) {
		super("line " + (linesBefore + 1) + ": " + what);
	}

	RulesSyntaxException(String what) {
		super(what);
	}

}
