package dev.essfacade.scalingactivity;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The state of a scaling activity.
 *
 * @param scalingActivityId The id of the scaling activity.
 * @param scalingGroupId The id of the scaling group. It is absent while ESS does not list
 * the activity yet.
 * @param regionId The id of the region.
 * @param state The progress of the activity. {@code IN_PROGRESS}: ESS executes it.
 * {@code SUCCESSFUL}: ESS has executed it completely. {@code WARNING}: ESS has executed
 * it partly. {@code FAILED}, {@code REJECTED}: ESS has executed nothing. {@code UNKNOWN}:
 * ESS reports a status that this service does not know. New values can be added.
 * @param statusCode ESS's own name of the state.
 * @param done Whether the activity has ended. It is also true for {@code WARNING},
 * {@code FAILED} and {@code REJECTED}: look at {@code state}.
 * @param progress The progress in percent, 0 to 100.
 * @param cause ESS's text: why the activity was started.
 * @param description ESS's text: what the activity changes.
 * @param statusMessage ESS's text: the result of the activity.
 * @param startTime The time at which ESS started the activity.
 * @param endTime The time at which the activity ended. It is absent while the activity is
 * in progress.
 * @param errors The errors that ESS reports for the activity.
 * @param requestId Request ID of the ESS call that returned this state. It is absent
 * while ESS does not list the activity.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ScalingActivity(String scalingActivityId, @Nullable String scalingGroupId, String regionId,
		ActivityState state, @Nullable String statusCode, boolean done,
		@Schema(minimum = "0", maximum = "100") @Nullable Integer progress, @Nullable String cause,
		@Nullable String description, @Nullable String statusMessage, @Nullable Instant startTime,
		@Nullable Instant endTime, @Nullable List<ActivityError> errors, @Nullable String requestId) {

	/** Returns the state of an activity that ESS has started and does not list yet. */
	static ScalingActivity notListedYet(String regionId, String scalingActivityId) {
		return new ScalingActivity(scalingActivityId, null, regionId, ActivityState.IN_PROGRESS, null, false, null,
				null, null, null, null, null, null, null);
	}

	/** Whether ESS lists the activity, and the caller may read it. */
	boolean listed() {
		return this.scalingGroupId != null;
	}

	/** Returns this state with another request id. */
	ScalingActivity withRequestId(String otherRequestId) {
		return new ScalingActivity(this.scalingActivityId, this.scalingGroupId, this.regionId, this.state,
				this.statusCode, this.done, this.progress, this.cause, this.description, this.statusMessage,
				this.startTime, this.endTime, this.errors, otherRequestId);
	}

	/**
	 * An error of a scaling activity.
	 *
	 * @param code ESS's code of the error.
	 * @param message ESS's text of the error.
	 * @param description ESS's explanation of the error.
	 * @param failedInstanceIds The ids of the instances that the error concerns.
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	public record ActivityError(@Nullable String code, @Nullable String message, @Nullable String description,
			@Nullable List<String> failedInstanceIds) {
	}

}
