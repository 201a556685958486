package dev.essfacade.authorization.rules;

import org.yaml.snakeyaml.nodes.Node;

/** The access rules contain an error. The message quotes no value of the rules. */
@SuppressWarnings("serial") // never serialized
public final class InvalidRulesException extends RuntimeException {

	private final boolean readOnly;

	/**
	 * Describes an error.
	 * @param readOnly whether the rules request read-only mode in spite of the error
	 */
	public InvalidRulesException(String message, boolean readOnly) {
		super(message);
		this.readOnly = readOnly;
	}

	/** Describes an error at a place in the text. */
	InvalidRulesException(Node place, String message) {
		this("line %d: %s".formatted(place.getStartMark().getLine() + 1, message), false);
	}

	/** Whether the rules request read-only mode in spite of the error. */
	public boolean isReadOnly() {
		return this.readOnly;
	}

}
