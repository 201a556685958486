package dev.essfacade.albservergroup;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.essfacade.attachment.AttachState;
import dev.essfacade.attachment.Undo;
import dev.essfacade.scalinggroup.AttachPreview;
import org.jspecify.annotations.Nullable;

/**
 * The result of an attach.
 *
 * @param state The progress of the attach. {@code ATTACHED}: ESS has executed the attach
 * completely. {@code IN_PROGRESS}: ESS executes it in a scaling activity.
 * {@code VALIDATED}: nothing was executed, see {@code preview}. New values can be added.
 * @param regionId The id of the region.
 * @param scalingGroupId The id of the scaling group.
 * @param albServerGroups The server groups as the request named them.
 * @param scalingActivityId The id of the scaling activity to poll. It is absent if ESS
 * started none.
 * @param clientToken The idempotency key of this attach.
 * @param requestId ESS's id of the request. ActionTrail lists it.
 * @param undo The request that detaches the targets again.
 * @param preview What the attach would do; only with {@code validateOnly}.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record AlbServerGroupAttachment(AttachState state, String regionId, String scalingGroupId,
		List<WeightedAlbServerGroup> albServerGroups, @Nullable String scalingActivityId, String clientToken,
		String requestId, @Nullable Undo undo, @Nullable AttachPreview preview) {
}
