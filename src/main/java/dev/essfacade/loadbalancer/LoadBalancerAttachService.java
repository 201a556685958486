package dev.essfacade.loadbalancer;

import dev.essfacade.attachment.AttachState;
import dev.essfacade.attachment.Undo;
import dev.essfacade.authorization.AuthorizedEssClient;
import dev.essfacade.authorization.policy.Scope;
import dev.essfacade.ess.EssCall;
import dev.essfacade.ess.EssResult;
import dev.essfacade.ess.WriteResponse;
import dev.essfacade.scalinggroup.AttachPreview;
import dev.essfacade.scalinggroup.PreviewService;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Service;

/** Calls {@code AttachLoadBalancers}. */
@Service
class LoadBalancerAttachService {

	private final AuthorizedEssClient ess;

	private final PreviewService previews;

	LoadBalancerAttachService(AuthorizedEssClient ess, PreviewService previews) {
		this.ess = ess;
		this.previews = previews;
	}

	LoadBalancerAttachment attach(String regionId, String scalingGroupId, LoadBalancerAttachRequest request,
			String clientToken) {
		EssResult<Response> result = this.ess.write(call(regionId, scalingGroupId, request, clientToken),
				request.reason());
		return new LoadBalancerAttachment(AttachState.of(result.value()), regionId, scalingGroupId,
				request.loadBalancers(), result.value().usableActivityId(), null, null, clientToken, result.requestId(),
				undo(request), null);
	}

	LoadBalancerAttachment preview(String regionId, String scalingGroupId, LoadBalancerAttachRequest request,
			String clientToken) {
		EssResult<AttachPreview> preview = this.previews.ofAttach(call(regionId, scalingGroupId, request, clientToken),
				request.targets(), true);
		return new LoadBalancerAttachment(AttachState.VALIDATED, regionId, scalingGroupId, request.loadBalancers(),
				null, null, null, clientToken, preview.requestId(), null, preview.value());
	}

	/** Targets with a weight come first: the audit record numbers them so. */
	private static EssCall<Response> call(String regionId, String scalingGroupId, LoadBalancerAttachRequest request,
			String clientToken) {
		return EssCall.write("AttachLoadBalancers", regionId, clientToken, Response.class)
			.scalingGroup(scalingGroupId)
			.targets("LoadBalancerConfig",
					request.loadBalancers()
						.stream()
						.filter(WeightedLoadBalancer::hasWeight)
						.map(WeightedLoadBalancer::parameters)
						.toList(),
					"LoadBalancerId")
			.targets("LoadBalancer",
					request.loadBalancers()
						.stream()
						.filter((each) -> !each.hasWeight())
						.map(WeightedLoadBalancer::loadBalancerId)
						.toList())
			.scope(Scope.ATTACH.id())
			.force("ForceAttach", request.isForced(), Scope.ATTACH_FORCE.id())
			.parameter("Async", request.isAsync())
			.build();
	}

	private static Undo undo(LoadBalancerAttachRequest request) {
		return Undo.by("detach",
				new LoadBalancerDetachRequest(
						request.loadBalancers().stream().map(WeightedLoadBalancer::loadBalancerId).toList(),
						request.isForced(), request.isAsync(), null, null, null));
	}

	/**
	 * Response of ESS.
	 *
	 * @param scalingActivityId present only if asynchronous
	 */
	private record Response(@Nullable String scalingActivityId) implements WriteResponse {
	}

}
