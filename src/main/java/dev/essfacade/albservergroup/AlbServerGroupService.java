package dev.essfacade.albservergroup;

import dev.essfacade.attachment.DetachState;
import dev.essfacade.authorization.AuthorizedEssClient;
import dev.essfacade.authorization.policy.Scope;
import dev.essfacade.ess.EssCall;
import dev.essfacade.ess.EssResult;
import dev.essfacade.ess.WriteResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Service;

/** Calls {@code DetachAlbServerGroups}. */
@Service
class AlbServerGroupService {

	private final AuthorizedEssClient ess;

	AlbServerGroupService(AuthorizedEssClient ess) {
		this.ess = ess;
	}

	AlbServerGroupDetachment detach(String regionId, String scalingGroupId, AlbServerGroupDetachRequest request,
			String clientToken) {
		EssCall<Response> call = EssCall.write("DetachAlbServerGroups", regionId, clientToken, Response.class)
			.scalingGroup(scalingGroupId)
			.targets("AlbServerGroup", request.albServerGroups().stream().map(AlbServerGroupRef::parameters).toList(),
					"AlbServerGroupId")
			.scope(Scope.DETACH.id())
			.force("ForceDetach", request.isForced(), Scope.DETACH_FORCE.id())
			.build();
		EssResult<Response> result = this.ess.write(call, request.reason());
		return new AlbServerGroupDetachment(DetachState.of(result.value()), regionId, scalingGroupId,
				request.albServerGroups(), result.value().usableActivityId(), null, null, clientToken, result.requestId());
	}

	/**
	 * Response of ESS.
	 *
	 * @param scalingActivityId present only with force
	 */
	private record Response(@Nullable String scalingActivityId) implements WriteResponse {
	}

}
