package dev.essfacade.albservergroup;

import dev.essfacade.attachment.DetachState;
import dev.essfacade.authorization.AuthorizedEssClient;
import dev.essfacade.ess.EssCall;
import dev.essfacade.ess.EssResult;
import dev.essfacade.ess.WriteResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Service;

/** Detaches with {@code DetachAlbServerGroups}. */
@Service
class AlbServerGroupService {

	private final AuthorizedEssClient gate;

	AlbServerGroupService(AuthorizedEssClient gate) {
		this.gate = gate;
	}

	AlbServerGroupDetachment detach(String regionId, String scalingGroupId, AlbServerGroupDetachRequest request,
			String clientToken) {
		EssCall<Answer> call = EssCall.write("DetachAlbServerGroups", regionId, clientToken, Answer.class)
			.with("ScalingGroupId", scalingGroupId)
			.withTargets("AlbServerGroup",
					request.albServerGroups().stream().map(AlbServerGroupRef::parameters).toList(), "AlbServerGroupId")
			.with("ForceDetach", request.isForced())
			.build();
		EssResult<Answer> result = this.gate.write(call, request.reason());
		@Nullable String activity = result.value().scalingActivityId();
		return new AlbServerGroupDetachment(DetachState.of(activity), regionId, scalingGroupId,
				request.albServerGroups(), activity, clientToken, result.requestId());
	}

	/**
	 * What ESS answers.
	 *
	 * @param scalingActivityId only when forced
	 */
	private record Answer(@Nullable String scalingActivityId) implements WriteResponse {
	}

}
