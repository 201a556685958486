package dev.essfacade.albservergroup;

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
import dev.essfacade.scalinggroup.state.Attachment;
import dev.essfacade.scalinggroup.state.Attachments;
import dev.essfacade.web.IfMatch;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Service;

/**
 * Calls {@code DetachAlbServerGroups} and {@code AttachAlbServerGroups}. ESS starts a
 * scaling activity only with force.
 */
@Service
class AlbServerGroupService {

	private final AuthorizedEssClient ess;

	private final PreviewService previews;

	AlbServerGroupService(AuthorizedEssClient ess, PreviewService previews) {
		this.ess = ess;
		this.previews = previews;
	}

	AlbServerGroupDetachment detach(String regionId, String scalingGroupId, AlbServerGroupDetachRequest request,
			String clientToken, @Nullable IfMatch ifMatch) {
		WriteResult written = this.ess.write(detachCall(regionId, scalingGroupId, request, clientToken),
				request.reason(), request.guard(ifMatch));
		WriteResponse response = written.result().value();
		return new AlbServerGroupDetachment(DetachState.of(response), regionId, scalingGroupId,
				request.albServerGroups(), response.usableActivityId(), null, null, clientToken,
				written.result().requestId(), undoOfDetach(request, written.before()), null);
	}

	AlbServerGroupDetachment previewDetach(String regionId, String scalingGroupId, AlbServerGroupDetachRequest request,
			String clientToken, @Nullable IfMatch ifMatch) {
		EssResult<DetachPreview> preview = this.previews
			.ofDetach(detachCall(regionId, scalingGroupId, request, clientToken), request.guard(ifMatch));
		return new AlbServerGroupDetachment(DetachState.VALIDATED, regionId, scalingGroupId, request.albServerGroups(),
				null, null, null, clientToken, preview.requestId(), null, preview.value());
	}

	private static EssCall<WriteResponse> detachCall(String regionId, String scalingGroupId,
			AlbServerGroupDetachRequest request, String clientToken) {
		return EssCall.write("DetachAlbServerGroups", regionId, clientToken)
			.scalingGroup(scalingGroupId)
			.targets("AlbServerGroup", request.albServerGroups().stream().map(AlbServerGroupRef::parameters).toList(),
					"AlbServerGroupId")
			.scope(Scope.DETACH.id())
			.force("ForceDetach", request.isForced(), Scope.DETACH_FORCE.id())
			.build();
	}

	/**
	 * Returns the undo; null if no target was attached or a weight is unknown. An attach
	 * needs all weights.
	 */
	private static @Nullable Undo undoOfDetach(AlbServerGroupDetachRequest request, @Nullable Attachments before) {
		List<Attachment> attached = (before != null) ? before.attached(request.guard(null).targets()) : List.of();
		if (attached.isEmpty() || attached.stream().anyMatch((each) -> each.weight() == null)) {
			return null;
		}
		return Undo.by("attach",
				new AlbServerGroupAttachRequest(attached.stream()
					.map((each) -> new WeightedAlbServerGroup(Objects.requireNonNull(each.albServerGroupId()),
							Objects.requireNonNull(each.port()), Objects.requireNonNull(each.weight())))
					.toList(), request.isForced(), null, null));
	}

	AlbServerGroupAttachment attach(String regionId, String scalingGroupId, AlbServerGroupAttachRequest request,
			String clientToken) {
		EssResult<WriteResponse> result = this.ess.write(attachCall(regionId, scalingGroupId, request, clientToken),
				request.reason());
		return new AlbServerGroupAttachment(AttachState.of(result.value()), regionId, scalingGroupId,
				request.albServerGroups(), result.value().usableActivityId(), null, null, clientToken,
				result.requestId(), undoOfAttach(request), null);
	}

	AlbServerGroupAttachment previewAttach(String regionId, String scalingGroupId, AlbServerGroupAttachRequest request,
			String clientToken) {
		EssResult<AttachPreview> preview = this.previews
			.ofAttach(attachCall(regionId, scalingGroupId, request, clientToken), request.targets(), false);
		return new AlbServerGroupAttachment(AttachState.VALIDATED, regionId, scalingGroupId, request.albServerGroups(),
				null, null, null, clientToken, preview.requestId(), null, preview.value());
	}

	private static EssCall<WriteResponse> attachCall(String regionId, String scalingGroupId,
			AlbServerGroupAttachRequest request, String clientToken) {
		return EssCall.write("AttachAlbServerGroups", regionId, clientToken)
			.scalingGroup(scalingGroupId)
			.targets("AlbServerGroup",
					request.albServerGroups().stream().map(WeightedAlbServerGroup::parameters).toList(),
					"AlbServerGroupId")
			.scope(Scope.ATTACH.id())
			.force("ForceAttach", request.isForced(), Scope.ATTACH_FORCE.id())
			.build();
	}

	private static Undo undoOfAttach(AlbServerGroupAttachRequest request) {
		return Undo.by("detach",
				new AlbServerGroupDetachRequest(
						request.albServerGroups().stream().map(WeightedAlbServerGroup::withoutWeight).toList(),
						request.isForced(), null, null, null));
	}

}
