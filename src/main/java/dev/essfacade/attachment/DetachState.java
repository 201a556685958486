package dev.essfacade.attachment;

import org.jspecify.annotations.Nullable;

/** How far a detach has come when it is answered. */
public enum DetachState {

	/** The targets are detached. */
	DETACHED,

	/** ESS has started an activity that does it. */
	IN_PROGRESS;

	/** By what ESS answered: an activity id means that the work goes on. */
	public static DetachState of(@Nullable String scalingActivityId) {
		return (scalingActivityId != null) ? IN_PROGRESS : DETACHED;
	}

}
