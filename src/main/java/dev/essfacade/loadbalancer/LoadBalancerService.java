package dev.essfacade.loadbalancer;

import dev.essfacade.attachment.DetachState;
import dev.essfacade.authorization.AuthorizedEssClient;
import dev.essfacade.ess.EssCall;
import dev.essfacade.ess.EssResult;
import dev.essfacade.ess.WriteResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Service;

/** Detaches with {@code DetachLoadBalancers}. */
@Service
class LoadBalancerService {

	private final AuthorizedEssClient gate;

	LoadBalancerService(AuthorizedEssClient gate) {
		this.gate = gate;
	}

	LoadBalancerDetachment detach(String regionId, String scalingGroupId, LoadBalancerDetachRequest request,
			String clientToken) {
		EssCall<Answer> call = EssCall.write("DetachLoadBalancers", regionId, clientToken, Answer.class)
			.with("ScalingGroupId", scalingGroupId)
			.withTargets("LoadBalancer", request.loadBalancers())
			.with("ForceDetach", request.isForced())
			.with("Async", request.isAsync())
			.build();
		EssResult<Answer> result = this.gate.write(call, request.reason());
		@Nullable String activity = result.value().scalingActivityId();
		return new LoadBalancerDetachment(DetachState.of(activity), regionId, scalingGroupId, request.loadBalancers(),
				activity, clientToken, result.requestId());
	}

	/**
	 * What ESS answers.
	 *
	 * @param scalingActivityId only when asynchronous
	 */
	private record Answer(@Nullable String scalingActivityId) implements WriteResponse {
	}

}
