package dev.essfacade.web.problem;

import java.util.List;

import org.jspecify.annotations.Nullable;

/** A failure that this service found by itself, on its way to the one exit. */
@SuppressWarnings("serial") // never serialized
public final class ProblemException extends RuntimeException {

	private final ProblemCode code;

	private final String detail;

	private final List<Violation> violations;

	private final @Nullable String clientToken;

	private final @Nullable String challenge;

	/** Of a code, told in a sentence of our own: nothing that a caller wrote. */
	public ProblemException(ProblemCode code, String detail) {
		this(code, detail, List.of(), null, null);
	}

	private ProblemException(ProblemCode code, String detail, List<Violation> violations, @Nullable String clientToken,
			@Nullable String challenge) {
		super(detail);
		this.code = code;
		this.detail = detail;
		this.violations = violations;
		this.clientToken = clientToken;
		this.challenge = challenge;
	}

	/**
	 * A call is not made.
	 * @param clientToken under which a write may be repeated; null for a read
	 */
	public static ProblemException ofCall(ProblemCode code, String detail, @Nullable String clientToken) {
		return new ProblemException(code, detail, List.of(), clientToken, null);
	}

	/** The same, where another token would do. */
	public ProblemException withChallenge(String wwwAuthenticate) {
		return new ProblemException(this.code, this.detail, this.violations, this.clientToken, wwwAuthenticate);
	}

	/** The request breaks a rule. */
	public static ProblemException invalid(Violation violation) {
		return new ProblemException(ProblemCode.INVALID_REQUEST, violation.sentence(), List.of(violation), null, null);
	}

	/** The document that the caller gets. */
	public Problem problem() {
		Problem problem = Problem.of(this.code, this.detail).from(this.clientToken, null);
		return this.violations.isEmpty() ? problem : problem.because(this.violations);
	}

	/** What {@code WWW-Authenticate} says; null: it is not a matter of the token. */
	public @Nullable String challenge() {
		return this.challenge;
	}

	/** What the caller is told. */
	public ProblemCode code() {
		return this.code;
	}

}
