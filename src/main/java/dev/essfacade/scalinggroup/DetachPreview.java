package dev.essfacade.scalinggroup;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.essfacade.scalinggroup.state.Attachment;
import org.jspecify.annotations.Nullable;

/**
 * What a detach would do now. Nothing was executed.
 *
 * @param wouldSucceed Whether ESS would execute the detach, as far as this service can
 * check.
 * @param detached The targets that would be detached, with their weights.
 * @param notAttached The targets that are not attached.
 * @param leavingInstances The instances that would receive no more traffic from the
 * targets. ESS does not document which instances it removes. The list contains the
 * instances in the states {@code InService}, {@code Protected} and {@code Standby}. The
 * list is absent without {@code forceDetach}, or if you may not read the group.
 * @param remaining Everything that would remain attached. The list is absent if you may
 * not read the group.
 * @param busy Whether a scaling activity runs in the group, or the group is not active.
 * @param scalingActivityId The id of the running scaling activity.
 * @param code The code of the error that the detach would get: {@code protected},
 * {@code attachments-changed}, {@code last-attachment}, {@code scaling-group-busy} or
 * {@code not-attached}.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DetachPreview(boolean wouldSucceed, List<Attachment> detached, List<Attachment> notAttached,
		@Nullable List<Instance> leavingInstances, @Nullable List<Attachment> remaining, boolean busy,
		@Nullable String scalingActivityId, @Nullable String code) {

	/**
	 * An instance of the scaling group.
	 *
	 * @param instanceId The id of the instance.
	 * @param lifecycleState ESS's state of the instance in the group.
	 */
	public record Instance(String instanceId, String lifecycleState) {
	}

}
