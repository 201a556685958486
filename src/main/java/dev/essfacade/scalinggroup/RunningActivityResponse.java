package dev.essfacade.scalinggroup;

import java.util.List;
import java.util.Objects;

import dev.essfacade.ess.EssCall;
import org.jspecify.annotations.Nullable;

/**
 * The field of a {@code DescribeScalingActivities} response that names the running
 * activity of a group, with its name on the wire.
 */
record RunningActivityResponse(@Nullable Activities scalingActivities) {

	/** Returns the read of a group's running activity. */
	static EssCall<RunningActivityResponse> read(String regionId, String scalingGroupId) {
		return EssCall.read("DescribeScalingActivities", regionId, RunningActivityResponse.class)
			.scalingGroup(scalingGroupId)
			.parameter("StatusCode", "InProgress")
			.build();
	}

	/** Returns the id of the running activity, or null. */
	@Nullable String activityId() {
		return (this.scalingActivities == null || this.scalingActivities.scalingActivity() == null) ? null
				: this.scalingActivities.scalingActivity()
					.stream()
					.map(Activity::scalingActivityId)
					.filter(Objects::nonNull)
					.findFirst()
					.orElse(null);
	}

	record Activities(@Nullable List<Activity> scalingActivity) {
	}

	record Activity(@Nullable String scalingActivityId) {
	}

}
