package dev.essfacade.scalinggroup;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.essfacade.scalinggroup.state.Attachment;
import org.jspecify.annotations.Nullable;

/**
 * What an attach would do now. Nothing was executed.
 *
 * @param wouldSucceed Whether ESS would execute the attach, as far as this service can
 * check. ESS checks quotas, and whether the targets exist, only during the attach.
 * @param attached The targets that would be attached.
 * @param alreadyAttached The targets that are already attached, with their weights.
 * @param busy Whether a scaling activity runs in the group, or the group is not active.
 * @param scalingActivityId The id of the running scaling activity.
 * @param code The code of the error that the attach would get: {@code protected},
 * {@code scaling-group-busy} or {@code already-attached}.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AttachPreview(boolean wouldSucceed, List<Attachment> attached, List<Attachment> alreadyAttached,
		boolean busy, @Nullable String scalingActivityId, @Nullable String code) {
}
