package dev.essfacade.scalingactivity;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a poll shows.
 *
 * @param scalingActivityId the activity
 * @param scalingGroupId the group it works on
 * @param regionId the region of both
 * @param state how far it has come; {@code WARNING} is done in part, {@code FAILED} and
 * {@code REJECTED} are not done at all, {@code UNKNOWN} is a word that ESS has added
 * since
 * @param statusCode the same in ESS's own word
 * @param done whether the state is final
 * @param progress percentage, 0 to 100
 * @param cause why it was started
 * @param description what it does
 * @param statusMessage how it ended
 * @param startTime when it began
 * @param endTime when it ended
 * @param errors what went wrong, when ESS says so
 * @param requestId ESS's id of this look
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ScalingActivity(String scalingActivityId, @Nullable String scalingGroupId, String regionId,
		ActivityState state, @Nullable String statusCode, boolean done,
		@Schema(minimum = "0", maximum = "100") @Nullable Integer progress, @Nullable String cause,
		@Nullable String description, @Nullable String statusMessage, @Nullable Instant startTime,
		@Nullable Instant endTime, @Nullable List<ActivityError> errors, String requestId) {

	/** An activity that ESS has just started and does not list yet. */
	static ScalingActivity notListedYet(String regionId, String scalingActivityId, String requestId) {
		return new ScalingActivity(scalingActivityId, null, regionId, ActivityState.IN_PROGRESS, null, false, null,
				null, null, null, null, null, null, requestId);
	}

	/**
	 * One thing that went wrong.
	 *
	 * @param code ESS's code
	 * @param message ESS's text
	 * @param description more of it
	 * @param failedInstanceIds the instances concerned
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	public record ActivityError(@Nullable String code, @Nullable String message, @Nullable String description,
			@Nullable List<String> failedInstanceIds) {
	}

}
