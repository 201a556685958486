package dev.esssimulator;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * How a scaling activity ends, and when.
 *
 * @param statusCode ESS's word for the end
 * @param duration null for what the settings say
 * @param failures what DescribeScalingActivities lists under ErrorMessages
 */
public record ActivityOutcome(String statusCode, @Nullable Duration duration, List<Failure> failures) {

	private static final Duration FOR_EVER = Duration.ofDays(36_500);

	public static ActivityOutcome successful() {
		return word("Successful");
	}

	/** Some instances failed; the others are done. */
	public static ActivityOutcome warning(String... failedInstanceIds) {
		return word("Warning").failing("InternalError", failedInstanceIds);
	}

	/** Nothing was done. */
	public static ActivityOutcome failed(String... failedInstanceIds) {
		return word("Failed").failing("InternalError", failedInstanceIds);
	}

	public static ActivityOutcome rejected() {
		return word("Rejected");
	}

	public static ActivityOutcome neverEnding() {
		return successful().after(FOR_EVER);
	}

	/** Any status code, such as one that ESS may add one day. */
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
	 * Whether the attachments change in the end: a failed or rejected activity does
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
