package dev.essfacade.ess;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

import dev.essfacade.ess.http.ExchangeFailedException;
import org.jspecify.annotations.Nullable;

/**
 * A call to ESS failed. The message contains no secrets: no URL, no header and no text of
 * the SDK.
 */
@SuppressWarnings("serial") // never serialized
public final class EssException extends RuntimeException {

	private final Failure failure;

	private final @Nullable String clientToken;

	private final List<String> places;

	private EssException(Failure failure, @Nullable Throwable cause) {
		this(failure, cause, failure.call.clientToken(), List.of());
	}

	private EssException(Failure failure, @Nullable Throwable cause, @Nullable String clientToken,
			List<String> places) {
		super(failure.call.action() + ": " + failure.detail, cause);
		this.failure = failure;
		this.clientToken = clientToken;
		this.places = places;
	}

	/** The call was not sent: a concurrency limit was reached. */
	static EssException overloaded(EssCall<?> call, String detail) {
		return new EssException(new Failure(call, CallOutcome.OVERLOADED, detail, null, null, 0), null);
	}

	/**
	 * A defect of this service. A write that had been sent may have been executed.
	 * @param attempts how many attempts had been made
	 */
	static EssException internalError(EssCall<?> call, int attempts, RuntimeException defect) {
		boolean unknown = call.isWrite() && attempts > 0;
		CallOutcome outcome = unknown ? CallOutcome.OUTCOME_UNKNOWN : CallOutcome.INTERNAL_ERROR;
		return new EssException(new Failure(call, outcome, "a defect of this service", null, null, attempts), defect);
	}

	/**
	 * Creates the failure of a call from all its attempts. After an attempt that ESS may
	 * have executed, only a success is conclusive.
	 * @param failures the failed attempts, at least one
	 * @param attempts how many attempts were made, retries with new credentials included
	 */
	static EssException of(EssCall<?> call, List<AttemptFailedException> failures, int attempts) {
		AttemptFailedException last = failures.reversed()
			.stream()
			.filter((failure) -> failure.outcome().isSent())
			.findFirst()
			.orElse(failures.getLast());
		boolean unknown = failures.stream().anyMatch((failure) -> failure.outcome().mayHaveExecuted());
		if (!unknown) {
			return new EssException(
					new Failure(call, last.outcome(), last.detail(), last.error(), last.retryAfter(), attempts),
					last.getCause());
		}
		String detail = last.outcome().mayHaveExecuted() ? last.detail()
				: last.detail() + ", and an earlier attempt may have been executed";
		return new EssException(new Failure(call, CallOutcome.OUTCOME_UNKNOWN, detail, lastError(failures),
				last.retryAfter(), attempts), last.getCause());
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
		return new EssException(this.failure, getCause(), write.clientToken(), this.places);
	}

	/**
	 * Returns this failure with the parts of the caller's request that it concerns.
	 * @param jsonPointers places in the body
	 */
	public EssException concerning(List<String> jsonPointers) {
		return new EssException(this.failure, getCause(), this.clientToken, jsonPointers);
	}

	/** Returns the parts of the caller's request that the failure concerns. */
	public List<String> places() {
		return this.places;
	}

	/** Returns the operation that was called. */
	public String action() {
		return this.failure.call.action();
	}

	/** Returns the path that lists the running activities of the call's scaling group. */
	public String runningActivities() {
		return "/api/v1/regions/%s/scaling-groups/%s/scaling-activities?state=IN_PROGRESS"
			.formatted(this.failure.call.regionId(), this.failure.call.scalingGroupId());
	}

	/** Returns the ClientToken of the caller's write, or null for a read. */
	public @Nullable String clientToken() {
		return this.clientToken;
	}

	/** Returns the outcome of the call. */
	public CallOutcome outcome() {
		return this.failure.outcome;
	}

	/** Whether ESS declined a detach because a target is not attached. */
	public boolean isNotAttached() {
		return this.failure.outcome == CallOutcome.CLIENT_ERROR && this.failure.error != null
				&& (this.failure.error.kind() == EssErrorKind.NOT_ATTACHED
						|| this.failure.error.kind() == EssErrorKind.LOAD_BALANCER_NOT_FOUND);
	}

	/** Returns how many attempts were made. */
	public int attempts() {
		return this.failure.attempts;
	}

	/**
	 * Returns the error of ESS, or null. With {@link CallOutcome#OUTCOME_UNKNOWN} it is
	 * the last error of any attempt. It then does not say whether the call was executed.
	 */
	public @Nullable EssError error() {
		return this.failure.error;
	}

	/** Returns how long ESS or a proxy asked to wait; null if neither asked. */
	public @Nullable Duration retryAfter() {
		return this.failure.retryAfter;
	}

	/**
	 * Returns what failed, with the types of the causes. Messages of causes are left out,
	 * since they may contain a URL.
	 */
	String detail() {
		return this.failure.detail + ExchangeFailedException.types(": ", getCause(), "");
	}

	/**
	 * What is known about the failed call.
	 *
	 * @param detail what failed, without the types of the causes
	 */
	private record Failure(EssCall<?> call, CallOutcome outcome, String detail, @Nullable EssError error,
			@Nullable Duration retryAfter, int attempts) {
	}

}
