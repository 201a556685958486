package dev.essfacade.loadbalancer;

import dev.essfacade.ess.EssCall;
import dev.essfacade.ess.EssClient;
import dev.essfacade.scalingactivity.DetachState;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Detaches with {@code DetachLoadBalancers}. */
@Service
class LoadBalancerService {

	private final EssClient ess;

	LoadBalancerService(EssClient ess) {
		this.ess = ess;
	}

	LoadBalancerDetachment detach(String regionId, String scalingGroupId, LoadBalancerDetachRequest request,
			String clientToken) {
		Answer answer = this.ess.call(EssCall.write("DetachLoadBalancers", regionId, clientToken, Answer.class)
			.with("ScalingGroupId", scalingGroupId)
			.withList("LoadBalancer", request.loadBalancers())
			.with("ForceDetach", request.isForced())
			.with("Async", request.isAsync())
			.build());
		return new LoadBalancerDetachment(DetachState.of(answer.scalingActivityId()), regionId, scalingGroupId,
				request.loadBalancers(), answer.scalingActivityId(), clientToken, answer.requestId());
	}

	/**
	 * What ESS answers.
	 *
	 * @param scalingActivityId only when asynchronous
	 */
	private record Answer(String requestId, @Nullable String scalingActivityId) {
	}

}
