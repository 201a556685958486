package dev.essfacade.attachment;

import dev.essfacade.ess.WriteResponse;

/** State of an attach when its response is sent. */
public enum AttachState {

	/** ESS has executed the attach completely. */
	ATTACHED,

	/** ESS has started a scaling activity that attaches the targets. */
	IN_PROGRESS,

	/** The attach was only previewed. */
	VALIDATED;

	/** Returns the state that ESS's response means. */
	public static AttachState of(WriteResponse response) {
		return response.startedActivity() ? IN_PROGRESS : ATTACHED;
	}

}
