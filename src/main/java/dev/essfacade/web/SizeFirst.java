package dev.essfacade.web;

import jakarta.validation.GroupSequence;
import jakarta.validation.groups.Default;

/**
 * Validation group of sizes. A request record checks it before its other constraints, so
 * that no work is done for the elements of a list that is too long.
 */
public interface SizeFirst {

	/**
	 * Order for a request whose elements are records with constraints of their own. A
	 * sequence on the request itself does not delay those.
	 */
	@GroupSequence({ SizeFirst.class, Default.class })
	interface Order {

	}

}
