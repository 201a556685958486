package dev.essfacade.web.problem;

import java.util.List;

import org.jspecify.annotations.Nullable;

/** A failure of this service that becomes a problem document. */
@SuppressWarnings("serial") // never serialized
public final class ProblemException extends RuntimeException {

	private final ProblemCode code;

	private final String detail;

	private final List<Violation> violations;

	private final @Nullable String clientToken;

	private final @Nullable String challenge;

	private final @Nullable Object activity;

	/** Creates a failure with a text that quotes nothing of the request. */
	public ProblemException(ProblemCode code, String detail) {
		this(code, detail, List.of(), null, null, null);
	}

	private ProblemException(ProblemCode code, String detail, List<Violation> violations, @Nullable String clientToken,
			@Nullable String challenge, @Nullable Object activity) {
		super(detail);
		this.code = code;
		this.detail = detail;
		this.violations = violations;
		this.clientToken = clientToken;
		this.challenge = challenge;
		this.activity = activity;
	}

	/**
	 * Creates the failure of a call that is not made.
	 * @param clientToken under which a write may be repeated; null for a read
	 */
	public static ProblemException ofCall(ProblemCode code, String detail, @Nullable String clientToken) {
		return new ProblemException(code, detail, List.of(), clientToken, null, null);
	}

	/** Adds a challenge, if a token with other scopes would be accepted. */
	public ProblemException withChallenge(String wwwAuthenticate) {
		return new ProblemException(this.code, this.detail, this.violations, this.clientToken, wwwAuthenticate,
				this.activity);
	}

	/** Adds the scaling activity that failed. */
	public ProblemException withActivity(Object scalingActivity) {
		return new ProblemException(this.code, this.detail, this.violations, this.clientToken, this.challenge,
				scalingActivity);
	}

	/** Creates the failure of an invalid request. */
	public static ProblemException invalid(Violation violation) {
		return new ProblemException(ProblemCode.INVALID_REQUEST, violation.sentence(), List.of(violation), null, null,
				null);
	}

	/** Returns the problem document. */
	public Problem problem() {
		Problem problem = Problem.of(this.code, this.detail).from(this.clientToken, null);
		if (this.activity != null) {
			problem = problem.with(this.activity);
		}
		return this.violations.isEmpty() ? problem : problem.because(this.violations);
	}

	/** Returns the value of {@code WWW-Authenticate}, or null. */
	public @Nullable String challenge() {
		return this.challenge;
	}

	/** Returns the code of the problem. */
	public ProblemCode code() {
		return this.code;
	}

}
