package dev.essfacade.web;

import jakarta.validation.GroupSequence;
import jakarta.validation.groups.Default;

/**
 * Validation group of size limits. With {@code @Validated(SizeFirst.Order.class)} on a
 * controller's method, this group is checked before all other constraints. If a list is
 * too long, its elements are then not validated.
 */
public interface SizeFirst {

	/**
	 * Order of the groups. A group sequence on the request record would not delay the
	 * constraints of list elements.
	 */
	@GroupSequence({ SizeFirst.class, Default.class })
	interface Order {

	}

}
