package dev.esssimulator;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * How a scaling activity ends: its final status, its duration and its errors.
 *
 * @param statusCode StatusCode of ESS after the end of the activity
 * @param duration duration of the activity; null for the duration in the settings
 * @param failures errors, which DescribeScalingActivities lists as ErrorMessages
 */
public record ActivityOutcome(String statusCode, @Nullable Duration duration, List<Failure> failures) {

	private static final Duration FOR_EVER = Duration.ofDays(36_500);

	public static ActivityOutcome successful() {
		return word("Successful");
	}

	/**
	 * The activity fails for some instances and succeeds for the others.
	 * @param failedInstanceIds IDs of the failed instances; if there is none, the first
	 * instance of the group fails
	 */
	public static ActivityOutcome warning(String... failedInstanceIds) {
		return word("Warning").failing("InternalError", failedInstanceIds);
	}

	/**
	 * The activity fails and changes nothing.
	 * @param failedInstanceIds IDs that the error names; if there is none, the error
	 * names the first instance of the group
	 */
	public static ActivityOutcome failed(String... failedInstanceIds) {
		return word("Failed").failing("InternalError", failedInstanceIds);
	}

	public static ActivityOutcome rejected() {
		return word("Rejected");
	}

	public static ActivityOutcome neverEnding() {
		return successful().after(FOR_EVER);
	}

	/** The activity ends with any status code, such as one that ESS may add. */
	public static ActivityOutcome word(String statusCode) {
		return new ActivityOutcome(statusCode, null, List.of());
	}

	public ActivityOutcome after(Duration duration) {
		return new ActivityOutcome(this.statusCode, duration, this.failures);
	}

	public ActivityOutcome failing(String code, String... instanceIds) {
		Failure failure = new Failure(code, "The instances could not be removed from the load balancer.",
				List.of(instanceIds));
		return new ActivityOutcome(this.statusCode, this.duration, List.of(failure));
	}

	/**
	 * Returns this outcome, in which each failure without an instance names the first
	 * instance of the group.
	 */
	public ActivityOutcome in(SimulatedGroup group) {
		List<String> first = group.instances().stream().map(SimulatedGroup.Instance::id).limit(1).toList();
		return new ActivityOutcome(this.statusCode, this.duration,
				this.failures.stream()
					.map((failure) -> failure.instanceIds().isEmpty()
							? new Failure(failure.code(), failure.message(), first) : failure)
					.toList());
	}

	/**
	 * Whether the activity changes the attachments. A failed or rejected activity changes
	 * nothing.
	 */
	public boolean takesEffect() {
		return !this.statusCode.equals("Failed") && !this.statusCode.equals("Rejected");
	}

	public List<String> failedInstanceIds() {
		return this.failures.stream().flatMap((failure) -> failure.instanceIds().stream()).toList();
	}

	/** One error of an activity. */
	public record Failure(String code, String message, List<String> instanceIds) {
	}

}
