package dev.essfacade.loadbalancer;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.essfacade.attachment.AwaitableWrite;
import dev.essfacade.attachment.DetachState;
import dev.essfacade.attachment.Undo;
import dev.essfacade.scalingactivity.ScalingActivity;
import dev.essfacade.scalinggroup.DetachPreview;
import org.jspecify.annotations.Nullable;

/**
 * The result of a detach.
 *
 * @param state The progress of the detach. {@code DETACHED}: ESS has executed the detach
 * completely. {@code PARTIALLY_DETACHED}: ESS has executed it partly, see {@code errors}
 * of {@code scalingActivity}. {@code IN_PROGRESS}: ESS executes it in a scaling activity.
 * {@code VALIDATED}: nothing was executed, see {@code preview}. New values can be added.
 * @param regionId The id of the region.
 * @param scalingGroupId The id of the scaling group.
 * @param loadBalancers The load balancers as the request named them. Without
 * {@code forceDetach}, the instances stay behind the load balancers and can still receive
 * traffic.
 * @param scalingActivityId The id of the scaling activity to poll. It is absent if ESS
 * started none.
 * @param scalingActivityUrl The address of the scaling activity, as in {@code Location}.
 * @param scalingActivity The state of the scaling activity. It is absent unless the
 * request waited for the activity and the caller can read it.
 * @param clientToken The idempotency key of this detach.
 * @param requestId ESS's id of the request. ActionTrail lists it.
 * @param undo The request that attaches the detached targets again, with their previous
 * weights. It is absent if the attachments were not read, or if no target was attached.
 * @param preview What the detach would do; only with {@code validateOnly}.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record LoadBalancerDetachment(DetachState state, String regionId, String scalingGroupId, List<String> loadBalancers,
		@Nullable String scalingActivityId, @Nullable String scalingActivityUrl,
		@Nullable ScalingActivity scalingActivity, String clientToken, String requestId, @Nullable Undo undo,
		@Nullable DetachPreview preview) implements AwaitableWrite<LoadBalancerDetachment> {

	@Override
	public boolean inProgress() {
		return this.state == DetachState.IN_PROGRESS;
	}

	@Override
	public LoadBalancerDetachment with(@Nullable ScalingActivity activity, @Nullable String url) {
		return new LoadBalancerDetachment((activity != null) ? DetachState.of(activity) : this.state, this.regionId,
				this.scalingGroupId, this.loadBalancers, this.scalingActivityId, url, activity, this.clientToken,
				this.requestId, this.undo, this.preview);
	}

}
