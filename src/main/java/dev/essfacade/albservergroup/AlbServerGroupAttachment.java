package dev.essfacade.albservergroup;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.essfacade.attachment.AttachState;
import dev.essfacade.attachment.AwaitableWrite;
import dev.essfacade.attachment.Undo;
import dev.essfacade.scalingactivity.ScalingActivity;
import dev.essfacade.scalinggroup.AttachPreview;
import org.jspecify.annotations.Nullable;

/**
 * The result of an attach.
 *
 * @param state The progress of the attach. {@code ATTACHED}: ESS has executed the attach
 * completely. {@code PARTIALLY_ATTACHED}: ESS has executed it partly, see {@code errors}
 * of {@code scalingActivity}. {@code IN_PROGRESS}: ESS executes it in a scaling activity.
 * {@code VALIDATED}: nothing was executed, see {@code preview}. New values can be added.
 * @param regionId The id of the region.
 * @param scalingGroupId The id of the scaling group.
 * @param albServerGroups The server groups as the request named them.
 * @param scalingActivityId The id of the scaling activity to poll. It is absent if ESS
 * started none.
 * @param scalingActivityUrl The address of the scaling activity, as in {@code Location}.
 * @param scalingActivity The state of the scaling activity. It is absent unless the
 * request waited for the activity and the caller can read it.
 * @param clientToken The idempotency key of this attach.
 * @param requestId ESS's id of the request. ActionTrail lists it.
 * @param undo The request that detaches these ALB server groups.
 * @param preview What the attach would do; only with {@code validateOnly}.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record AlbServerGroupAttachment(AttachState state, String regionId, String scalingGroupId,
		List<WeightedAlbServerGroup> albServerGroups, @Nullable String scalingActivityId,
		@Nullable String scalingActivityUrl, @Nullable ScalingActivity scalingActivity, String clientToken,
		String requestId, @Nullable Undo undo,
		@Nullable AttachPreview preview) implements AwaitableWrite<AlbServerGroupAttachment> {

	@Override
	public boolean inProgress() {
		return this.state == AttachState.IN_PROGRESS;
	}

	@Override
	public AlbServerGroupAttachment with(@Nullable ScalingActivity activity, @Nullable String url) {
		return new AlbServerGroupAttachment((activity != null) ? AttachState.of(activity) : this.state, this.regionId,
				this.scalingGroupId, this.albServerGroups, this.scalingActivityId, url, activity, this.clientToken,
				this.requestId, this.undo, this.preview);
	}

}
