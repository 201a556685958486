package dev.essfacade.ess;

import org.jspecify.annotations.Nullable;

/**
 * A call of ESS that did not succeed. Its message is free of secrets: it never holds a
 * URL, a header or text of the SDK.
 */
@SuppressWarnings("serial") // never serialized
public final class EssException extends RuntimeException {

	private final EssCall<?> call;

	private final EssFailure failure;

	private final @Nullable Refusal refusal;

	private EssException(EssCall<?> call, EssFailure failure, @Nullable Refusal refusal, String message,
			@Nullable Throwable cause) {
		super(message, cause);
		this.call = call;
		this.failure = failure;
		this.refusal = refusal;
	}

	static EssException answered(EssCall<?> call, Refusal refusal) {
		String message = "%s: ESS answered %d %s".formatted(call.action(), refusal.httpStatus(), refusal.code());
		return new EssException(call, EssFailure.ANSWERED, refusal, message, null);
	}

	static EssException failed(EssCall<?> call, EssFailure failure, String what, @Nullable Throwable cause) {
		return new EssException(call, failure, null, call.action() + ": " + what, cause);
	}

	static EssException notAnEssAnswer(EssCall<?> call, int httpStatus, String what) {
		Refusal statusOnly = new Refusal(httpStatus, null, null, null, null);
		return new EssException(call, EssFailure.NOT_AN_ESS_ANSWER, statusOnly, call.action() + ": " + what, null);
	}

	/** The operation that was called. */
	public String action() {
		return this.call.action();
	}

	/** The token of a write, under which it may be repeated; null for a read. */
	public @Nullable String clientToken() {
		return this.call.clientToken();
	}

	/** How far the call came. */
	public EssFailure failure() {
		return this.failure;
	}

	/** What came back, if anything did. */
	public @Nullable Refusal refusal() {
		return this.refusal;
	}

	/** ESS's id of the request, if it answered. */
	public @Nullable String requestId() {
		return (this.refusal != null) ? this.refusal.requestId() : null;
	}

	/** For the log: the kind of failure, and ESS's code if it answered. */
	String outcome() {
		return (this.failure == EssFailure.ANSWERED && this.refusal != null)
				? this.refusal.httpStatus() + " " + this.refusal.code() : this.failure.name();
	}

	/** Whether ESS may have acted although no success was reported. */
	public boolean mayHaveExecuted() {
		return switch (this.failure) {
			case NEVER_SENT -> false;
			case TIMED_OUT, BROKEN_OFF, NOT_AN_ESS_ANSWER -> true;
			// A 503 is ESS saying that it did not take the request on.
			case ANSWERED ->
				this.refusal != null && this.refusal.httpStatus() >= 500 && this.refusal.httpStatus() != 503;
		};
	}

	/**
	 * What came back instead of success.
	 *
	 * @param httpStatus the status line's number
	 * @param code ESS's error code; null when this is no ESS answer
	 * @param message ESS's text
	 * @param requestId ESS's request id
	 * @param recommend the troubleshooting link that ESS adds
	 */
	public record Refusal(int httpStatus, @Nullable String code, @Nullable String message, @Nullable String requestId,
			@Nullable String recommend) {
	}

}
