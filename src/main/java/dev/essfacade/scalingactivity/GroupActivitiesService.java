package dev.essfacade.scalingactivity;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import dev.essfacade.authorization.AuthorizedEssClient;
import dev.essfacade.ess.EssCall;
import dev.essfacade.ess.EssResult;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Service;

/** Lists the activities of a scaling group with {@code DescribeScalingActivities}. */
@Service
class GroupActivitiesService {

	private final AuthorizedEssClient ess;

	GroupActivitiesService(AuthorizedEssClient ess) {
		this.ess = ess;
	}

	/**
	 * Returns one page of the activities.
	 * @param state the state of the activities, or null for all
	 */
	ScalingActivities list(String regionId, String scalingGroupId, @Nullable ActivityState state, int page,
			int pageSize) {
		EssCall.Builder<DescribeActivitiesResponse> call = EssCall
			.read(DescribeActivitiesResponse.ACTION, regionId, DescribeActivitiesResponse.class)
			.scalingGroup(scalingGroupId)
			.parameter("PageNumber", page)
			.parameter("PageSize", pageSize);
		if (state != null) {
			call.parameter("StatusCode", state.statusCode());
		}
		EssResult<DescribeActivitiesResponse> result = this.ess.read(call.build());
		List<ScalingActivity> activities = result.value()
			.activities()
			.stream()
			.flatMap((activity) -> Stream.ofNullable(activity.scalingActivityId())
				.map((id) -> activity.toScalingActivity(regionId, id, result.requestId())))
			.toList();
		return new ScalingActivities(activities,
				Objects.requireNonNullElse(result.value().totalCount(), activities.size()), page, pageSize);
	}

}
