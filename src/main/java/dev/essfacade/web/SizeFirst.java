package dev.essfacade.web;

import jakarta.validation.GroupSequence;
import jakarta.validation.groups.Default;

/**
 * Validation group of sizes. {@code @Validated(SizeFirst.Order.class)} on a controller's
 * method checks it before all other constraints, so that no work is done for the elements
 * of a list that is too long.
 */
public interface SizeFirst {

	/**
	 * Order of the groups. A sequence on the request itself does not delay the
	 * constraints of its elements.
	 */
	@GroupSequence({ SizeFirst.class, Default.class })
	interface Order {

	}

}
