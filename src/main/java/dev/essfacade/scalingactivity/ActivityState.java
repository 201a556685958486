package dev.essfacade.scalingactivity;

import org.jspecify.annotations.Nullable;

/** State of a scaling activity. */
enum ActivityState {

	/** ESS executes the activity. */
	IN_PROGRESS,

	/** ESS has executed the activity completely. */
	SUCCESSFUL,

	/** ESS has executed the activity partly and rolled back the rest. */
	WARNING,

	/** ESS has executed nothing. */
	FAILED,

	/** ESS has rejected the activity before it started. */
	REJECTED,

	/** A status code that ESS has added since. The activity counts as not done. */
	UNKNOWN;

	static ActivityState of(@Nullable String statusCode) {
		return switch (statusCode) {
			case "InProgress" -> IN_PROGRESS;
			case "Successful" -> SUCCESSFUL;
			case "Warning" -> WARNING;
			case "Failed" -> FAILED;
			case "Rejected" -> REJECTED;
			case null, default -> UNKNOWN;
		};
	}

	boolean isDone() {
		return this != IN_PROGRESS && this != UNKNOWN;
	}

}
