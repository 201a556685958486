package dev.essfacade.attachment;

import dev.essfacade.scalingactivity.ScalingActivity;
import org.jspecify.annotations.Nullable;

/**
 * The result of a write that may have started a scaling activity.
 *
 * @param <T> the record that implements this interface
 */
public interface AwaitableWrite<T> {

	/** Returns the id of the region. */
	String regionId();

	/** Returns the id of the scaling group. */
	String scalingGroupId();

	/**
	 * Returns the id of the activity; null if ESS started none, or if ESS's id does not
	 * have the format of a {@code ResourceId}.
	 */
	@Nullable String scalingActivityId();

	/** Returns the URL of the activity; null if no URL was added. */
	@Nullable String scalingActivityUrl();

	/** Returns whether an activity still executes the write. */
	boolean inProgress();

	/**
	 * Returns this result with its activity.
	 * @param activity the state of the activity; null if it is not known
	 * @param url the URL of the activity; null if the activity has no usable id
	 */
	T with(@Nullable ScalingActivity activity, @Nullable String url);

}
