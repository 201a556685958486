package dev.essfacade.scalinggroup;

import dev.essfacade.authorization.AuthorizedEssClient;
import dev.essfacade.ess.EssResult;
import dev.essfacade.scalinggroup.state.Attachments;
import dev.essfacade.scalinggroup.state.DescribeGroupsResponse;
import dev.essfacade.web.problem.ProblemCode;
import dev.essfacade.web.problem.ProblemException;

import org.springframework.stereotype.Service;

/** Reads the attachments of a scaling group with {@code DescribeScalingGroups}. */
@Service
class ScalingGroupService {

	private final AuthorizedEssClient ess;

	ScalingGroupService(AuthorizedEssClient ess) {
		this.ess = ess;
	}

	/** Returns the attachments of a group. Fails if the caller may not read the group. */
	EssResult<Attachments> attachments(String regionId, String scalingGroupId) {
		EssResult<DescribeGroupsResponse> result = this.ess.read(Attachments.read(regionId, scalingGroupId));
		Attachments attachments = result.value().attachments(scalingGroupId).orElseThrow(ScalingGroupService::notFound);
		return new EssResult<>(attachments, result.requestId(), result.attempts());
	}

	static ProblemException notFound() {
		return ProblemException.of(ProblemCode.SCALING_GROUP_NOT_FOUND);
	}

}
