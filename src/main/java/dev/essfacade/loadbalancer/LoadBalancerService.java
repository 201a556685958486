package dev.essfacade.loadbalancer;

import java.util.List;
import java.util.Objects;

import dev.essfacade.attachment.AttachState;
import dev.essfacade.attachment.DetachState;
import dev.essfacade.attachment.Undo;
import dev.essfacade.authorization.AuthorizedEssClient;
import dev.essfacade.authorization.WriteResult;
import dev.essfacade.authorization.policy.Scope;
import dev.essfacade.ess.EssCall;
import dev.essfacade.ess.EssResult;
import dev.essfacade.ess.WriteResponse;
import dev.essfacade.scalinggroup.AttachPreview;
import dev.essfacade.scalinggroup.DetachPreview;
import dev.essfacade.scalinggroup.PreviewService;
import dev.essfacade.scalinggroup.state.Attachments;
import dev.essfacade.web.IfMatch;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Service;

/**
 * Calls {@code DetachLoadBalancers} and {@code AttachLoadBalancers}. ESS starts a scaling
 * activity only for an asynchronous call.
 */
@Service
class LoadBalancerService {

	private final AuthorizedEssClient ess;

	private final PreviewService previews;

	LoadBalancerService(AuthorizedEssClient ess, PreviewService previews) {
		this.ess = ess;
		this.previews = previews;
	}

	LoadBalancerDetachment detach(String regionId, String scalingGroupId, LoadBalancerDetachRequest request,
			String clientToken, @Nullable IfMatch ifMatch) {
		WriteResult written = this.ess.write(detachCall(regionId, scalingGroupId, request, clientToken),
				request.reason(), request.guard(ifMatch));
		WriteResponse response = written.result().value();
		return new LoadBalancerDetachment(DetachState.of(response), regionId, scalingGroupId, request.loadBalancers(),
				response.usableActivityId(), null, null, clientToken, written.result().requestId(),
				undoOfDetach(request, written.before()), null);
	}

	LoadBalancerDetachment previewDetach(String regionId, String scalingGroupId, LoadBalancerDetachRequest request,
			String clientToken, @Nullable IfMatch ifMatch) {
		EssResult<DetachPreview> preview = this.previews
			.ofDetach(detachCall(regionId, scalingGroupId, request, clientToken), request.guard(ifMatch));
		return new LoadBalancerDetachment(DetachState.VALIDATED, regionId, scalingGroupId, request.loadBalancers(),
				null, null, null, clientToken, preview.requestId(), null, preview.value());
	}

	private static EssCall<WriteResponse> detachCall(String regionId, String scalingGroupId,
			LoadBalancerDetachRequest request, String clientToken) {
		return EssCall.write("DetachLoadBalancers", regionId, clientToken)
			.scalingGroup(scalingGroupId)
			.targets("LoadBalancer", request.loadBalancers())
			.scope(Scope.DETACH.id())
			.force("ForceDetach", request.isForced(), Scope.DETACH_FORCE.id())
			.parameter("Async", request.isAsync())
			.build();
	}

	private static @Nullable Undo undoOfDetach(LoadBalancerDetachRequest request, @Nullable Attachments before) {
		List<WeightedLoadBalancer> attached = (before == null) ? List.of() : before
			.attached(request.guard(null).targets())
			.stream()
			.map((each) -> new WeightedLoadBalancer(Objects.requireNonNull(each.loadBalancerId()), each.weight()))
			.toList();
		return attached.isEmpty() ? null : Undo.by("attach",
				new LoadBalancerAttachRequest(attached, request.isForced(), request.isAsync(), null, null));
	}

	LoadBalancerAttachment attach(String regionId, String scalingGroupId, LoadBalancerAttachRequest request,
			String clientToken) {
		EssResult<WriteResponse> result = this.ess.write(attachCall(regionId, scalingGroupId, request, clientToken),
				request.reason());
		return new LoadBalancerAttachment(AttachState.of(result.value()), regionId, scalingGroupId,
				request.loadBalancers(), result.value().usableActivityId(), null, null, clientToken, result.requestId(),
				undoOfAttach(request), null);
	}

	LoadBalancerAttachment previewAttach(String regionId, String scalingGroupId, LoadBalancerAttachRequest request,
			String clientToken) {
		EssResult<AttachPreview> preview = this.previews
			.ofAttach(attachCall(regionId, scalingGroupId, request, clientToken), request.targets(), true);
		return new LoadBalancerAttachment(AttachState.VALIDATED, regionId, scalingGroupId, request.loadBalancers(),
				null, null, null, clientToken, preview.requestId(), null, preview.value());
	}

	/** Targets with a weight come first in the call and in the audit record. */
	private static EssCall<WriteResponse> attachCall(String regionId, String scalingGroupId,
			LoadBalancerAttachRequest request, String clientToken) {
		return EssCall.write("AttachLoadBalancers", regionId, clientToken)
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

	private static Undo undoOfAttach(LoadBalancerAttachRequest request) {
		return Undo.by("detach",
				new LoadBalancerDetachRequest(
						request.loadBalancers().stream().map(WeightedLoadBalancer::loadBalancerId).toList(),
						request.isForced(), request.isAsync(), null, null, null));
	}

}
