package dev.essfacade.attachment;

import dev.essfacade.ess.WriteResponse;
import dev.essfacade.scalingactivity.ScalingActivity;

/** State of an attach when its response is sent. */
public enum AttachState {

	/** ESS has executed the attach completely. */
	ATTACHED,

	/** ESS has added only a part of the instances to the targets. */
	PARTIALLY_ATTACHED,

	/** ESS has started a scaling activity that attaches the targets. */
	IN_PROGRESS,

	/** The attach was only previewed. */
	VALIDATED;

	/** Derives the state of the attach from ESS's response. */
	public static AttachState of(WriteResponse response) {
		return response.startedActivity() ? IN_PROGRESS : ATTACHED;
	}

	/** Derives the state of the attach from its scaling activity. */
	public static AttachState of(ScalingActivity activity) {
		return switch (activity.state()) {
			case SUCCESSFUL -> ATTACHED;
			case WARNING -> PARTIALLY_ATTACHED;
			case IN_PROGRESS, UNKNOWN, FAILED, REJECTED -> IN_PROGRESS;
		};
	}

}
