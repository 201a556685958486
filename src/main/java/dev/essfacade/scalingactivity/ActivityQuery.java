package dev.essfacade.scalingactivity;

import java.time.Instant;
import java.util.List;

import dev.essfacade.ess.EssCall;
import org.jspecify.annotations.Nullable;

/**
 * A request for the state of an activity.
 *
 * @param since time at which ESS started the activity; null if the caller did not send it
 */
record ActivityQuery(String regionId, String scalingActivityId, @Nullable Instant since) {

	EssCall<DescribeActivitiesResponse> call() {
		return DescribeActivitiesResponse.call(this.regionId, List.of(this.scalingActivityId));
	}

}
