package dev.essfacade.scalingactivity;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;

import dev.essfacade.ess.EssCall;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a {@code DescribeScalingActivities} response that this service uses, with
 * the names that they have on the wire.
 */
public record DescribeActivitiesResponse(@Nullable Activities scalingActivities, @Nullable Integer totalCount) {

	static final String ACTION = "DescribeScalingActivities";

	/** Returns the call that reads activities by their ids, all on one page. */
	static EssCall<DescribeActivitiesResponse> call(String regionId, List<String> ids) {
		return EssCall.read(ACTION, regionId, DescribeActivitiesResponse.class)
			.parameters("ScalingActivityId", ids)
			.parameter("PageSize", PollTurns.MAX_BATCH)
			.build();
	}

	/** Returns the call that lists the running activities of a scaling group. */
	public static EssCall<DescribeActivitiesResponse> running(String regionId, String scalingGroupId) {
		return EssCall.read(ACTION, regionId, DescribeActivitiesResponse.class)
			.scalingGroup(scalingGroupId)
			.parameter("StatusCode", ActivityState.IN_PROGRESS.statusCode())
			.build();
	}

	/** Returns the id of the first activity, or null. */
	public @Nullable String firstId() {
		return activities().stream().map(Activity::scalingActivityId).filter(Objects::nonNull).findFirst().orElse(null);
	}

	List<Activity> activities() {
		return (this.scalingActivities != null && this.scalingActivities.scalingActivity() != null)
				? this.scalingActivities.scalingActivity() : List.of();
	}

	record Activities(@Nullable List<Activity> scalingActivity) {
	}

	record Activity(@Nullable String scalingActivityId, @Nullable String scalingGroupId, @Nullable String statusCode,
			@Nullable Integer progress, @Nullable String cause, @Nullable String description,
			@Nullable String statusMessage, @Nullable String startTime, @Nullable String endTime,
			@Nullable ErrorMessages errorMessages) {

		ScalingActivity toScalingActivity(String regionId, String id, String requestId) {
			ActivityState state = ActivityState.of(this.statusCode);
			return new ScalingActivity(id, this.scalingGroupId, regionId, state, this.statusCode, state.isDone(),
					percentage(), this.cause, this.description, this.statusMessage, time(this.startTime),
					time(this.endTime), errors(), requestId);
		}

		/** Returns the progress in percent; null unless it is between 0 and 100. */
		private @Nullable Integer percentage() {
			return (this.progress != null && this.progress >= 0 && this.progress <= 100) ? this.progress : null;
		}

		private @Nullable List<ScalingActivity.ActivityError> errors() {
			return (this.errorMessages == null || this.errorMessages.errorMessages() == null) ? null
					: this.errorMessages.errorMessages().stream().map(ErrorMessage::toError).toList();
		}

		/**
		 * Parses a time that ESS writes without seconds. Returns null if the text is
		 * missing or is no time. An activity in progress has no end time.
		 */
		private static @Nullable Instant time(@Nullable String text) {
			try {
				return (text == null || text.isBlank()) ? null : OffsetDateTime.parse(text).toInstant();
			}
			catch (DateTimeException _) {
				return null;
			}
		}

	}

	record ErrorMessages(@Nullable List<ErrorMessage> errorMessages) {
	}

	record ErrorMessage(@Nullable String code, @Nullable String message, @Nullable String description,
			@Nullable FailedInstanceIds failedInstanceIds) {

		ScalingActivity.ActivityError toError() {
			return new ScalingActivity.ActivityError(this.code, this.message, this.description,
					(this.failedInstanceIds != null) ? this.failedInstanceIds.failedInstanceIds() : null);
		}

	}

	record FailedInstanceIds(@Nullable List<String> failedInstanceIds) {
	}

}
