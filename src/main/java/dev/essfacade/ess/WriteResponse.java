package dev.essfacade.ess;

import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/** What the responses to all writes have in common. */
public interface WriteResponse {

	/** Pattern of ids that are safe in a path, a header and a log line. */
	Pattern ACTIVITY_ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,63}");

	/** Returns {@code ScalingActivityId} as ESS sent it, or null. */
	@Nullable String scalingActivityId();

	/** Whether ESS started a scaling activity: the write is not complete yet. */
	default boolean startedActivity() {
		return scalingActivityId() != null;
	}

	/** Returns the id of the activity; null if there is none or it breaks the pattern. */
	default @Nullable String usableActivityId() {
		@Nullable String id = scalingActivityId();
		return (id != null && ACTIVITY_ID.matcher(id).matches()) ? id : null;
	}

}
