package dev.essfacade.scalingactivity;

import org.jspecify.annotations.Nullable;

/** How far a scaling activity has come. */
enum ActivityState {

	/** Running. */
	IN_PROGRESS,

	/** Done as asked. */
	SUCCESSFUL,

	/** Done in part; what failed was rolled back. */
	WARNING,

	/** Nothing was done. */
	FAILED,

	/** Refused before it began. */
	REJECTED,

	/** A word that ESS has added since: not done, as far as we know. */
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
