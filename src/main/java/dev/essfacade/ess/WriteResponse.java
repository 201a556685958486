package dev.essfacade.ess;

import org.jspecify.annotations.Nullable;

/** What the answers to all writes have in common. */
public interface WriteResponse {

	/** The activity that ESS started; null when all was done at once. */
	@Nullable String scalingActivityId();

}
