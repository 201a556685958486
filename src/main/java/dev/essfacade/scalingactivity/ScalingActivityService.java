package dev.essfacade.scalingactivity;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

import dev.essfacade.authorization.AuthorizedEssClient;
import dev.essfacade.ess.EssCall;
import dev.essfacade.ess.EssResult;
import dev.essfacade.web.problem.ProblemCode;
import dev.essfacade.web.problem.ProblemException;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Service;

/** Reads activities with {@code DescribeScalingActivities}. */
@Service
class ScalingActivityService {

	/** ESS can list an activity later than it returns its id. */
	static final Duration GRACE = Duration.ofSeconds(30);

	private final AuthorizedEssClient ess;

	private final InstantSource clock;

	ScalingActivityService(AuthorizedEssClient ess, InstantSource clock) {
		this.ess = ess;
		this.clock = clock;
	}

	/**
	 * Returns the current state of an activity.
	 * @param since when the activity was started, if the caller knows; in the grace
	 * period after it an activity that ESS does not list counts as running
	 */
	ScalingActivity get(String regionId, String scalingActivityId, @Nullable Instant since) {
		EssCall<DescribeActivitiesResponse> call = EssCall
			.read("DescribeScalingActivities", regionId, DescribeActivitiesResponse.class)
			.parameters("ScalingActivityId", List.of(scalingActivityId))
			.build();
		EssResult<DescribeActivitiesResponse> result = this.ess.read(call);
		boolean early = since != null && isInGrace(since);
		String otherwise = early ? "in-progress" : ProblemCode.ACTIVITY_NOT_FOUND.code();
		Optional<ScalingActivity> found = result.value()
			.activities()
			.stream()
			.filter((activity) -> scalingActivityId.equals(activity.scalingActivityId()))
			// An activity of another team's group is shown as an unknown id.
			.filter((activity) -> this.ess.mayRead(call, activity.scalingGroupId(), otherwise))
			.findFirst()
			.map((activity) -> activity.toScalingActivity(regionId, scalingActivityId, result.requestId()));
		return found.orElseGet(() -> {
			if (!early) {
				throw ProblemException.of(ProblemCode.ACTIVITY_NOT_FOUND);
			}
			return ScalingActivity.notListedYet(regionId, scalingActivityId, result.requestId());
		});
	}

	/** Clocks of replicas differ: a start in the near future counts, too. */
	private boolean isInGrace(Instant since) {
		return Duration.between(since, this.clock.instant()).abs().compareTo(GRACE) < 0;
	}

}
