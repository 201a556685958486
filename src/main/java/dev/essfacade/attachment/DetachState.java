package dev.essfacade.attachment;

import org.jspecify.annotations.Nullable;

/** State of a detach at the time of its response. */
public enum DetachState {

	/** ESS has executed the detach completely. */
	DETACHED,

	/** ESS executes the detach in a scaling activity. */
	IN_PROGRESS;

	/** Returns {@code IN_PROGRESS} if ESS started a scaling activity. */
	public static DetachState of(@Nullable String scalingActivityId) {
		return (scalingActivityId != null) ? IN_PROGRESS : DETACHED;
	}

}
