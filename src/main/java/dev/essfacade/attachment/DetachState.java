package dev.essfacade.attachment;

import dev.essfacade.ess.WriteResponse;

/** State of a detach when its response is sent. */
public enum DetachState {

	/** ESS has executed the detach completely. */
	DETACHED,

	/** ESS has started a scaling activity that detaches the targets. */
	IN_PROGRESS,

	/** The detach was only previewed. */
	VALIDATED;

	/** Returns the state that ESS's response means. */
	public static DetachState of(WriteResponse response) {
		return response.startedActivity() ? IN_PROGRESS : DETACHED;
	}

}
