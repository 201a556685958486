package dev.essfacade.scalinggroup;

import java.util.Objects;

import dev.essfacade.authorization.PreviewReads;
import dev.essfacade.ess.EssCall;
import dev.essfacade.ess.EssResult;
import dev.essfacade.scalingactivity.DescribeActivitiesResponse;
import dev.essfacade.scalinggroup.state.Attachments;
import dev.essfacade.scalinggroup.state.DescribeGroupsResponse;
import dev.essfacade.web.problem.ProblemCode;
import org.jspecify.annotations.Nullable;

/**
 * The state of a scaling group from which a preview is made.
 *
 * @param attachments what is attached
 * @param requestId request id of the ESS call that read the attachments
 * @param activityId the running activity, or null
 */
record GroupState(Attachments attachments, String requestId, @Nullable String activityId) {

	/** Reads the state of the scaling group that a write concerns. */
	static GroupState read(EssCall<?> write, PreviewReads reads) {
		String group = Objects.requireNonNull(write.scalingGroupId());
		EssResult<DescribeGroupsResponse> result = reads.read(Attachments.read(write.regionId(), group));
		Attachments attachments = result.value().attachments(group).orElseThrow(ScalingGroupService::notFound);
		String activity = reads.read(DescribeActivitiesResponse.running(write.regionId(), group)).value().firstId();
		return new GroupState(attachments, result.requestId(), activity);
	}

	/**
	 * Returns whether ESS declines writes to the group. For inactive groups, this is an
	 * assumption.
	 */
	boolean isBusy() {
		return this.activityId != null || !"Active".equals(this.attachments.lifecycleState());
	}

	/**
	 * Returns the code of the first check that fails, or null. The checks have the order
	 * of the real write.
	 */
	@Nullable String code(PreviewReads reads, @Nullable ProblemCode violation, @Nullable ProblemCode ofTargets) {
		if (reads.isProtected()) {
			return ProblemCode.PROTECTED.code();
		}
		if (violation != null) {
			return violation.code();
		}
		if (isBusy()) {
			return ProblemCode.SCALING_GROUP_BUSY.code();
		}
		return (ofTargets != null) ? ofTargets.code() : null;
	}

}
