package dev.essfacade.albservergroup;

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

/** Calls {@code AttachAlbServerGroups}. */
@Service
class AlbServerGroupAttachService {

	private final AuthorizedEssClient ess;

	private final PreviewService previews;

	AlbServerGroupAttachService(AuthorizedEssClient ess, PreviewService previews) {
		this.ess = ess;
		this.previews = previews;
	}

	AlbServerGroupAttachment attach(String regionId, String scalingGroupId, AlbServerGroupAttachRequest request,
			String clientToken) {
		EssResult<Response> result = this.ess.write(call(regionId, scalingGroupId, request, clientToken),
				request.reason());
		return new AlbServerGroupAttachment(AttachState.of(result.value()), regionId, scalingGroupId,
				request.albServerGroups(), result.value().usableActivityId(), null, null, clientToken,
				result.requestId(), undo(request), null);
	}

	AlbServerGroupAttachment preview(String regionId, String scalingGroupId, AlbServerGroupAttachRequest request,
			String clientToken) {
		EssResult<AttachPreview> preview = this.previews.ofAttach(call(regionId, scalingGroupId, request, clientToken),
				request.targets(), false);
		return new AlbServerGroupAttachment(AttachState.VALIDATED, regionId, scalingGroupId, request.albServerGroups(),
				null, null, null, clientToken, preview.requestId(), null, preview.value());
	}

	private static EssCall<Response> call(String regionId, String scalingGroupId, AlbServerGroupAttachRequest request,
			String clientToken) {
		return EssCall.write("AttachAlbServerGroups", regionId, clientToken, Response.class)
			.scalingGroup(scalingGroupId)
			.targets("AlbServerGroup",
					request.albServerGroups().stream().map(WeightedAlbServerGroup::parameters).toList(),
					"AlbServerGroupId")
			.scope(Scope.ATTACH.id())
			.force("ForceAttach", request.isForced(), Scope.ATTACH_FORCE.id())
			.build();
	}

	private static Undo undo(AlbServerGroupAttachRequest request) {
		return Undo.by("detach",
				new AlbServerGroupDetachRequest(
						request.albServerGroups().stream().map(WeightedAlbServerGroup::withoutWeight).toList(),
						request.isForced(), null, null, null));
	}

	/**
	 * Response of ESS.
	 *
	 * @param scalingActivityId present only with force
	 */
	private record Response(@Nullable String scalingActivityId) implements WriteResponse {
	}

}
