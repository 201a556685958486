package dev.essfacade.access.rules;

import org.yaml.snakeyaml.nodes.Node;

/**
 * Something in the rules is not as it has to be. What it says quotes no value of them.
 */
@SuppressWarnings("serial") // never serialized
final class Mistake extends RuntimeException {

	Mistake(Node place, String what) {
		this(place.getStartMark().getLine(), what);
	}

	Mistake(int linesBefore, String what) {
		super("line " + (linesBefore + 1) + ": " + what);
	}

	Mistake(String what) {
		super(what);
	}

}
