package dev.essfacade.ess;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * A call to ESS failed. Its message is free of secrets: it holds no URL, no header and no
 * text of the SDK.
 */
@SuppressWarnings("serial") // never serialized
public final class EssException extends RuntimeException {

	private final EssCall<?> call;

	private final CallOutcome outcome;

	private final String detail;

	private final @Nullable EssError error;

	private final @Nullable Duration retryAfter;

	private final int attempts;

	private final @Nullable String clientToken;

	private final List<String> places;

	private EssException(EssCall<?> call, CallOutcome outcome, String detail, @Nullable EssError error,
			@Nullable Duration retryAfter, int attempts, @Nullable Throwable cause) {
		super(call.action() + ": " + detail, cause);
		this.call = call;
		this.clientToken = call.clientToken();
		this.places = List.of();
		this.outcome = outcome;
		this.detail = detail;
		this.error = error;
		this.retryAfter = retryAfter;
		this.attempts = attempts;
	}

	private EssException(EssException failure, @Nullable String clientToken, List<String> places) {
		super(failure.getMessage(), failure.getCause());
		this.call = failure.call;
		this.outcome = failure.outcome;
		this.detail = failure.detail;
		this.error = failure.error;
		this.retryAfter = failure.retryAfter;
		this.attempts = failure.attempts;
		this.clientToken = clientToken;
		this.places = places;
	}

	/** The call was not sent: a concurrency limit was reached. */
	static EssException overloaded(EssCall<?> call, String detail) {
		return new EssException(call, CallOutcome.OVERLOADED, detail, null, null, 0, null);
	}

	/**
	 * A defect of this service. A write that had been sent may have been executed.
	 * @param attempts how many attempts had been made
	 */
	static EssException internalError(EssCall<?> call, int attempts, RuntimeException defect) {
		boolean unknown = call.isWrite() && attempts > 0;
		return new EssException(call, unknown ? CallOutcome.OUTCOME_UNKNOWN : CallOutcome.INTERNAL_ERROR,
				"a defect of this service", null, null, attempts, defect);
	}

	/**
	 * Judges a call by all its attempts. After an attempt that ESS may have executed,
	 * only a success is conclusive.
	 * @param failures the failed attempts, at least one
	 * @param attempts how many of them reached the network
	 */
	static EssException of(EssCall<?> call, List<AttemptFailedException> failures, int attempts) {
		AttemptFailedException last = failures.reversed()
			.stream()
			.filter((failure) -> failure.outcome().isSent())
			.findFirst()
			.orElse(failures.getLast());
		boolean unknown = failures.stream().anyMatch((failure) -> failure.outcome().mayHaveExecuted());
		if (!unknown) {
			return new EssException(call, last.outcome(), last.detail(), last.error(), last.retryAfter(), attempts,
					last.getCause());
		}
		String detail = last.outcome().mayHaveExecuted() ? last.detail()
				: last.detail() + ", and an earlier attempt may have been executed";
		return new EssException(call, CallOutcome.OUTCOME_UNKNOWN, detail, lastError(failures), last.retryAfter(),
				attempts, last.getCause());
	}

	private static @Nullable EssError lastError(List<AttemptFailedException> failures) {
		return failures.reversed()
			.stream()
			.map(AttemptFailedException::error)
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(null);
	}

	/** Returns this failure of a read as the reason why a write was not sent. */
	public EssException before(EssCall<?> write) {
		return new EssException(this, write.clientToken(), this.places);
	}

	/**
	 * Returns this failure with the parts of the caller's request that it concerns.
	 * @param jsonPointers places in the body
	 */
	public EssException concerning(List<String> jsonPointers) {
		return new EssException(this, this.clientToken, jsonPointers);
	}

	/** Returns the parts of the caller's request that the failure concerns. */
	public List<String> places() {
		return this.places;
	}

	/** Returns the operation that was called. */
	public String action() {
		return this.call.action();
	}

	/** Returns the path that lists the running activities of the call's scaling group. */
	public String runningActivities() {
		return "/api/v1/regions/%s/scaling-groups/%s/scaling-activities?state=IN_PROGRESS"
			.formatted(this.call.regionId(), this.call.scalingGroupId());
	}

	/** Returns the ClientToken of the caller's write, or null for a read. */
	public @Nullable String clientToken() {
		return this.clientToken;
	}

	/** Returns the outcome of the call. */
	public CallOutcome outcome() {
		return this.outcome;
	}

	/** Whether ESS declined a detach because a target is not attached. */
	public boolean isNotAttached() {
		return this.outcome == CallOutcome.CLIENT_ERROR && this.error != null
				&& (this.error.kind() == EssErrorKind.NOT_ATTACHED
						|| this.error.kind() == EssErrorKind.LOAD_BALANCER_NOT_FOUND);
	}

	/** Returns how many attempts were made. */
	public int attempts() {
		return this.attempts;
	}

	/**
	 * Returns the last error that ESS returned, or null. With
	 * {@link CallOutcome#OUTCOME_UNKNOWN} it does not say whether the call was executed.
	 */
	public @Nullable EssError error() {
		return this.error;
	}

	/** Returns how long ESS asked to wait, or null if it did not ask. */
	public @Nullable Duration retryAfter() {
		return this.retryAfter;
	}

	/**
	 * Returns what failed, with the types of the causes. Messages of causes are left out,
	 * since they may hold a URL.
	 */
	String detail() {
		StringBuilder text = new StringBuilder(this.detail);
		String separator = ": ";
		for (Throwable cause = getCause(); cause != null; cause = cause.getCause()) {
			text.append(separator).append(cause.getClass().getSimpleName());
			separator = " < ";
		}
		return text.toString();
	}

}
