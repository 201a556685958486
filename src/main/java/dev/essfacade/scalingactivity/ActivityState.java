package dev.essfacade.scalingactivity;

import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/** State of a scaling activity. */
public enum ActivityState {

	/** ESS executes the activity. */
	IN_PROGRESS("InProgress"),

	/** ESS has executed the activity completely. */
	SUCCESSFUL("Successful"),

	/** ESS has executed the activity partly and rolled back the rest. */
	WARNING("Warning"),

	/** ESS has executed nothing. */
	FAILED("Failed"),

	/** ESS has rejected the activity before it started. */
	REJECTED("Rejected"),

	/** A status code that this service does not know. The activity counts as not done. */
	UNKNOWN("");

	private final String statusCode;

	ActivityState(String statusCode) {
		this.statusCode = statusCode;
	}

	static ActivityState of(@Nullable String statusCode) {
		return Stream.of(values()).filter((state) -> state.statusCode.equals(statusCode)).findFirst().orElse(UNKNOWN);
	}

	/** Returns ESS's name of the state. */
	String statusCode() {
		return this.statusCode;
	}

	/** Whether the activity has ended. */
	public boolean isDone() {
		return this != IN_PROGRESS && this != UNKNOWN;
	}

	/** Whether ESS has executed nothing, and will not. */
	public boolean isFailure() {
		return this == FAILED || this == REJECTED;
	}

}
