package dev.essfacade.ess;

import java.time.Duration;
import java.util.List;

import dev.essfacade.ess.http.RawResponse;
import org.jspecify.annotations.Nullable;

/**
 * A call of ESS that did not succeed. Its message is free of secrets: it never holds a
 * URL, a header or text of the SDK.
 */
@SuppressWarnings("serial") // never serialized
public final class EssException extends RuntimeException {

	private final EssCall<?> call;

	private final EssFailure failure;

	private final String what;

	private final @Nullable Refusal refusal;

	private final @Nullable Duration askedPause;

	private int attempts;

	private EssException(EssCall<?> call, EssFailure failure, String what, @Nullable Refusal refusal,
			@Nullable Duration askedPause, @Nullable Throwable cause) {
		super(call.action() + ": " + what, cause);
		this.call = call;
		this.failure = failure;
		this.what = what;
		this.refusal = refusal;
		this.askedPause = askedPause;
	}

	static EssException answered(EssCall<?> call, Refusal refusal, @Nullable Duration askedPause) {
		String what = refusal.httpStatus() + " " + refusal.code();
		return new EssException(call, EssFailure.ANSWERED, what, refusal, askedPause, null);
	}

	static EssException failed(EssCall<?> call, EssFailure failure, String what, @Nullable Throwable cause) {
		return new EssException(call, failure, what, null, null, cause);
	}

	/** Also what stands in front of ESS may ask to wait. */
	static EssException notAnEssAnswer(EssCall<?> call, RawResponse answer, String what) {
		Refusal statusOnly = new Refusal(answer.getStatus(), null, null, null, null);
		return new EssException(call, EssFailure.NOT_AN_ESS_ANSWER, answer.getStatus() + ", " + what, statusOnly,
				RetryAfter.of(answer), null);
	}

	/**
	 * The end of a call whose earlier attempt may have been executed: what came after it
	 * proves nothing, but is the last word that was heard.
	 * @param last the attempt that the call ended with
	 * @param lastWord what ESS itself said last, in whichever attempt; null if nothing
	 */
	static EssException inDoubt(EssException last, @Nullable Refusal lastWord) {
		EssFailure failure = last.mayHaveExecuted() ? last.failure : EssFailure.IN_DOUBT;
		return new EssException(last.call, failure, last.what + ", and an attempt may have been executed",
				(lastWord != null) ? lastWord : last.refusal, last.askedPause, last.getCause());
	}

	/** The operation that was called. */
	public String action() {
		return this.call.action();
	}

	/** The token of a write, under which it may be repeated; null for a read. */
	public @Nullable String clientToken() {
		return this.call.clientToken();
	}

	/** How many attempts were made. */
	public int attempts() {
		return this.attempts;
	}

	/** Said once, when the call is over. */
	void tookAttempts(int attempts) {
		this.attempts = attempts;
	}

	/** How far the call came. */
	public EssFailure failure() {
		return this.failure;
	}

	/**
	 * What came back last, if anything did. With a failure other than
	 * {@link EssFailure#ANSWERED} it does not say what became of the call.
	 */
	public @Nullable Refusal refusal() {
		return this.refusal;
	}

	/** ESS's id of the request, if it answered. */
	public @Nullable String requestId() {
		return (this.refusal != null) ? this.refusal.requestId() : null;
	}

	/** How long ESS asked to wait; null if it did not. */
	public @Nullable Duration askedPause() {
		return this.askedPause;
	}

	/**
	 * For the log: what went wrong, in words of ours, and underneath, by types alone,
	 * since messages may hold a URL.
	 */
	String detail() {
		StringBuilder detail = new StringBuilder(this.what);
		String link = ": ";
		for (Throwable cause = getCause(); cause != null; cause = cause.getCause()) {
			detail.append(link).append(cause.getClass().getSimpleName());
			link = " < ";
		}
		return detail.toString();
	}

	/** Whether ESS said no, in its own words. */
	boolean isAnswer() {
		return this.failure == EssFailure.ANSWERED;
	}

	/** Whether the region left an attempt without an answer. */
	boolean isSilence() {
		return switch (this.failure) {
			case NEVER_SENT, TIMED_OUT, BROKEN_OFF -> true;
			case OVERLOADED, HELD_BACK, NO_CREDENTIALS, UNSENT, NOT_AN_ESS_ANSWER, IN_DOUBT, ANSWERED -> false;
		};
	}

	/** Whether what came back is ESS's own, with a code. */
	boolean saidByEss() {
		return this.refusal != null && this.refusal.code() != null;
	}

	/** Whether ESS asked to slow down; it does so with status 400. */
	boolean isThrottled() {
		return isAnswer() && this.refusal != null && this.refusal.saysThrottling();
	}

	/** Whether ESS said that it is itself in trouble. */
	boolean isServerError() {
		return isAnswer() && this.refusal != null && this.refusal.httpStatus() >= 500;
	}

	/** Whether ESS refused the keys that signed; not the rights that they have. */
	boolean blamesKeys() {
		return isAnswer() && this.refusal != null && this.refusal.blamesKeys();
	}

	/** Whether a further attempt has a chance. Only ESS's own "no" is final. */
	boolean isTransient() {
		return switch (this.failure) {
			case OVERLOADED, HELD_BACK, NO_CREDENTIALS -> false;
			case UNSENT, NEVER_SENT, TIMED_OUT, BROKEN_OFF, NOT_AN_ESS_ANSWER, IN_DOUBT -> true;
			case ANSWERED -> isServerError() || isThrottled();
		};
	}

	/** Whether ESS may have acted although no success was reported. */
	public boolean mayHaveExecuted() {
		return switch (this.failure) {
			case OVERLOADED, HELD_BACK, NO_CREDENTIALS, UNSENT, NEVER_SENT -> false;
			case TIMED_OUT, BROKEN_OFF, NOT_AN_ESS_ANSWER, IN_DOUBT -> true;
			// A 503 is ESS saying that it did not take the request on.
			case ANSWERED ->
				this.refusal != null && isServerError() && this.refusal.httpStatus() != 503 && !isThrottled();
		};
	}

	/** Whether it is a write that ESS may have acted on: the caller has to be told. */
	public boolean leavesDoubt() {
		return this.call.isWrite() && mayHaveExecuted();
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

		private static final List<String> ABOUT_KEYS = List.of("InvalidAccessKeyId.", "InvalidSecurityToken",
				"MissingSecurityToken", "SignatureDoesNotMatch");

		private boolean blamesKeys() {
			return this.code != null && ABOUT_KEYS.stream().anyMatch(this.code::startsWith);
		}

		private boolean saysThrottling() {
			return this.code != null && this.code.startsWith("Throttling");
		}

	}

}
