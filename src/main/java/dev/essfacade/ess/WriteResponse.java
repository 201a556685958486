package dev.essfacade.ess;

import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The response of ESS to a write.
 *
 * @param scalingActivityId id of the scaling activity that ESS started, as ESS sent it;
 * null if ESS executed the write without one
 */
public record WriteResponse(@Nullable String scalingActivityId) {

	/** Pattern of ids that are safe in a path, a header and a log line. */
	private static final Pattern ACTIVITY_ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,63}");

	/** Whether ESS started a scaling activity, so that the write is not complete yet. */
	public boolean startedActivity() {
		return this.scalingActivityId != null;
	}

	/**
	 * Returns the id of the activity; null if there is no id, or if the id is not safe.
	 */
	public @Nullable String usableActivityId() {
		return (this.scalingActivityId != null && ACTIVITY_ID.matcher(this.scalingActivityId).matches())
				? this.scalingActivityId : null;
	}

}
