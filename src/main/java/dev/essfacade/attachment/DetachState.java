package dev.essfacade.attachment;

import dev.essfacade.ess.WriteResponse;
import dev.essfacade.scalingactivity.ScalingActivity;

/** State of a detach when its response is sent. */
public enum DetachState {

	/** ESS has executed the detach completely. */
	DETACHED,

	/** ESS has removed only a part of the instances from the targets. */
	PARTIALLY_DETACHED,

	/** ESS has started a scaling activity that detaches the targets. */
	IN_PROGRESS,

	/** The detach was only previewed. */
	VALIDATED;

	/** Derives the state of the detach from ESS's response. */
	public static DetachState of(WriteResponse response) {
		return response.startedActivity() ? IN_PROGRESS : DETACHED;
	}

	/** Derives the state of the detach from its scaling activity. */
	public static DetachState of(ScalingActivity activity) {
		return switch (activity.state()) {
			case SUCCESSFUL -> DETACHED;
			case WARNING -> PARTIALLY_DETACHED;
			case IN_PROGRESS, UNKNOWN, FAILED, REJECTED -> IN_PROGRESS;
		};
	}

}
