package dev.essfacade.attachment;

import dev.essfacade.scalingactivity.ScalingActivity;
import org.jspecify.annotations.Nullable;

/**
 * The result of a write that may have started a scaling activity.
 *
 * @param <T> the record that implements it
 */
public interface AwaitableWrite<T> {

	/** Returns the id of the region. */
	String regionId();

	/** Returns the id of the scaling group. */
	String scalingGroupId();

	/** Returns the id of the activity; null if there is none that can be read. */
	@Nullable String scalingActivityId();

	/** Returns the idempotency key of the write. */
	String clientToken();

	/** Returns this result with a later state of its activity. */
	T with(ScalingActivity activity);

	/** Returns this result with the address of its activity. */
	T withUrl(String scalingActivityUrl);

}
