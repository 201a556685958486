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

	/**
	 * Returns the id of the activity; null if ESS started none, or if the id breaks the
	 * id pattern.
	 */
	@Nullable String scalingActivityId();

	/** Returns the address of the activity; null if there is none. */
	@Nullable String scalingActivityUrl();

	/** Whether an activity executes the write. */
	boolean inProgress();

	/**
	 * Returns this result with its activity.
	 * @param activity the state of the activity; null if it is not known
	 * @param url the address of the activity; null if there is none
	 */
	T with(@Nullable ScalingActivity activity, @Nullable String url);

}
