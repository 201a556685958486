package dev.essfacade.ess;

import java.time.Duration;

import dev.essfacade.ess.http.RawResponse;
import org.jspecify.annotations.Nullable;

/**
 * One attempt of a call failed. The exception carries the outcome, and data for the
 * circuit breaker and the retry decision. It does not leave this package.
 */
@SuppressWarnings("serial") // never serialized
final class AttemptFailedException extends Exception {

	private final CallOutcome outcome;

	private final boolean responded;

	private final @Nullable EssError error;

	private final @Nullable Duration retryAfter;

	private AttemptFailedException(CallOutcome outcome, boolean responded, String detail, @Nullable EssError error,
			@Nullable Duration retryAfter, @Nullable Throwable cause) {
		super(detail, cause);
		this.outcome = outcome;
		this.responded = responded;
		this.error = error;
		this.retryAfter = retryAfter;
	}

	/** No byte of the request left this machine. */
	static AttemptFailedException notSent(CallOutcome outcome, String detail, @Nullable Throwable cause) {
		return new AttemptFailedException(outcome, false, detail, null, null, cause);
	}

	/** The request may have arrived, and no complete response came back. */
	static AttemptFailedException noResponse(EssCall<?> call, String detail, @Nullable Throwable cause) {
		return new AttemptFailedException(call.isWrite() ? CallOutcome.OUTCOME_UNKNOWN : CallOutcome.NO_RESPONSE, false,
				detail, null, null, cause);
	}

	/** The response is longer than any response of ESS. */
	static AttemptFailedException responseTooLong(EssCall<?> call, String detail) {
		return new AttemptFailedException(invalid(call), true, detail, null, null, null);
	}

	/**
	 * A response arrived that is not an ESS response. A proxy may have sent it, with a
	 * {@code Retry-After} header.
	 */
	static AttemptFailedException invalidResponse(EssCall<?> call, RawResponse response, String detail) {
		return new AttemptFailedException(invalid(call), true, response.getStatus() + ", " + detail, null,
				RetryAfter.of(response), null);
	}

	private static CallOutcome invalid(EssCall<?> call) {
		return call.isWrite() ? CallOutcome.OUTCOME_UNKNOWN : CallOutcome.INVALID_RESPONSE;
	}

	/** ESS returned an error. Status 503 means that ESS did not accept the request. */
	static AttemptFailedException error(EssCall<?> call, EssError error, @Nullable Duration retryAfter) {
		CallOutcome outcome = error.kind().outcome();
		boolean unknown = call.isWrite() && outcome == CallOutcome.SERVER_ERROR && error.httpStatus() != 503;
		return new AttemptFailedException(unknown ? CallOutcome.OUTCOME_UNKNOWN : outcome, true,
				error.httpStatus() + " " + error.code(), error, retryAfter, null);
	}

	CallOutcome outcome() {
		return this.outcome;
	}

	String detail() {
		return String.valueOf(getMessage());
	}

	/** Whether a response arrived that is complete, or too long. */
	boolean isResponded() {
		return this.responded;
	}

	/** Whether the circuit breaker counts the attempt as one without a response. */
	boolean isUnresponsive() {
		return !this.responded && (this.outcome.isSent() || this.outcome == CallOutcome.CONNECT_FAILED);
	}

	@Nullable EssError error() {
		return this.error;
	}

	@Nullable Duration retryAfter() {
		return this.retryAfter;
	}

	boolean isKind(EssErrorKind kind) {
		return this.error != null && this.error.kind() == kind;
	}

	/** Whether another attempt of the same call can succeed. */
	boolean isTransient() {
		return switch (this.outcome) {
			case THROTTLED, SERVER_ERROR, OUTCOME_UNKNOWN, NO_RESPONSE, INVALID_RESPONSE, CONNECT_FAILED, OVERLOADED ->
				true;
			case CLIENT_ERROR -> isKind(EssErrorKind.IDEMPOTENCY_KEY_IN_USE);
			case OK, OPERATOR_ERROR, CIRCUIT_OPEN, NO_CREDENTIALS, INTERNAL_ERROR -> false;
		};
	}

}
