package dev.essfacade.albservergroup;

import dev.essfacade.ess.EssCall;
import dev.essfacade.ess.EssClient;
import dev.essfacade.scalingactivity.DetachState;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Detaches with {@code DetachAlbServerGroups}. */
@Service
class AlbServerGroupService {

	private final EssClient ess;

	AlbServerGroupService(EssClient ess) {
		this.ess = ess;
	}

	AlbServerGroupDetachment detach(String regionId, String scalingGroupId, AlbServerGroupDetachRequest request,
			String clientToken) {
		Answer answer = this.ess.call(EssCall.write("DetachAlbServerGroups", regionId, clientToken, Answer.class)
			.with("ScalingGroupId", scalingGroupId)
			.withObjects("AlbServerGroup",
					request.albServerGroups().stream().map(AlbServerGroupRef::parameters).toList())
			.with("ForceDetach", request.isForced())
			.build());
		return new AlbServerGroupDetachment(DetachState.of(answer.scalingActivityId()), regionId, scalingGroupId,
				request.albServerGroups(), answer.scalingActivityId(), clientToken, answer.requestId());
	}

	/**
	 * What ESS answers.
	 *
	 * @param scalingActivityId only when forced
	 */
	private record Answer(String requestId, @Nullable String scalingActivityId) {
	}

}
