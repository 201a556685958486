package dev.essfacade.loadbalancer;

import java.util.List;
import java.util.Objects;

import dev.essfacade.attachment.DetachState;
import dev.essfacade.attachment.Undo;
import dev.essfacade.authorization.AuthorizedEssClient;
import dev.essfacade.authorization.WriteResult;
import dev.essfacade.authorization.policy.Scope;
import dev.essfacade.ess.EssCall;
import dev.essfacade.ess.EssResult;
import dev.essfacade.ess.WriteResponse;
import dev.essfacade.scalinggroup.DetachPreview;
import dev.essfacade.scalinggroup.PreviewService;
import dev.essfacade.scalinggroup.state.Attachments;
import dev.essfacade.web.IfMatch;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Service;

/** Calls {@code DetachLoadBalancers}. */
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
		WriteResult<Response> written = this.ess.write(call(regionId, scalingGroupId, request, clientToken),
				request.reason(), request.guard(ifMatch));
		Response response = written.result().value();
		return new LoadBalancerDetachment(DetachState.of(response), regionId, scalingGroupId, request.loadBalancers(),
				response.usableActivityId(), null, null, clientToken, written.result().requestId(),
				undo(request, written.before()), null);
	}

	LoadBalancerDetachment preview(String regionId, String scalingGroupId, LoadBalancerDetachRequest request,
			String clientToken, @Nullable IfMatch ifMatch) {
		EssResult<DetachPreview> preview = this.previews.ofDetach(call(regionId, scalingGroupId, request, clientToken),
				request.guard(ifMatch));
		return new LoadBalancerDetachment(DetachState.VALIDATED, regionId, scalingGroupId, request.loadBalancers(),
				null, null, null, clientToken, preview.requestId(), null, preview.value());
	}

	private static EssCall<Response> call(String regionId, String scalingGroupId, LoadBalancerDetachRequest request,
			String clientToken) {
		return EssCall.write("DetachLoadBalancers", regionId, clientToken, Response.class)
			.scalingGroup(scalingGroupId)
			.targets("LoadBalancer", request.loadBalancers())
			.scope(Scope.DETACH.id())
			.force("ForceDetach", request.isForced(), Scope.DETACH_FORCE.id())
			.parameter("Async", request.isAsync())
			.build();
	}

	private static @Nullable Undo undo(LoadBalancerDetachRequest request, @Nullable Attachments before) {
		List<WeightedLoadBalancer> attached = (before == null) ? List.of() : before
			.attached(request.guard(null).targets())
			.stream()
			.map((each) -> new WeightedLoadBalancer(Objects.requireNonNull(each.loadBalancerId()), each.weight()))
			.toList();
		return attached.isEmpty() ? null : Undo.by("attach",
				new LoadBalancerAttachRequest(attached, request.isForced(), request.isAsync(), null, null));
	}

	/**
	 * Response of ESS.
	 *
	 * @param scalingActivityId present only if asynchronous
	 */
	private record Response(@Nullable String scalingActivityId) implements WriteResponse {
	}

}
