package dev.essfacade.loadbalancer;

import dev.essfacade.attachment.DetachState;
import dev.essfacade.authorization.AuthorizedEssClient;
import dev.essfacade.authorization.policy.Scope;
import dev.essfacade.ess.EssCall;
import dev.essfacade.ess.EssResult;
import dev.essfacade.ess.WriteResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Service;

/** Calls {@code DetachLoadBalancers}. */
@Service
class LoadBalancerService {

	private final AuthorizedEssClient ess;

	LoadBalancerService(AuthorizedEssClient ess) {
		this.ess = ess;
	}

	LoadBalancerDetachment detach(String regionId, String scalingGroupId, LoadBalancerDetachRequest request,
			String clientToken) {
		EssCall<Response> call = EssCall.write("DetachLoadBalancers", regionId, clientToken, Response.class)
			.scalingGroup(scalingGroupId)
			.targets("LoadBalancer", request.loadBalancers())
			.scope(Scope.DETACH.id())
			.force("ForceDetach", request.isForced(), Scope.DETACH_FORCE.id())
			.parameter("Async", request.isAsync())
			.build();
		EssResult<Response> result = this.ess.write(call, request.reason());
		return new LoadBalancerDetachment(DetachState.of(result.value()), regionId, scalingGroupId,
				request.loadBalancers(), result.value().usableActivityId(), null, null, clientToken, result.requestId());
	}

	/**
	 * Response of ESS.
	 *
	 * @param scalingActivityId present only if asynchronous
	 */
	private record Response(@Nullable String scalingActivityId) implements WriteResponse {
	}

}
