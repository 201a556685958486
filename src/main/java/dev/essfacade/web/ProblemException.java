package dev.essfacade.web;

import java.util.List;

import org.jspecify.annotations.Nullable;

/** A failure that this service found by itself, on its way to the one exit. */
@SuppressWarnings("serial") // never serialized
public final class ProblemException extends RuntimeException {

	private final ProblemCode code;

	private final String detail;

	private final List<Violation> violations;

	private final @Nullable String clientToken;

	public ProblemException(ProblemCode code, String detail) {
		this(code, detail, List.of(), null);
	}

	private ProblemException(ProblemCode code, String detail, List<Violation> violations,
			@Nullable String clientToken) {
		super(detail);
		this.code = code;
		this.detail = detail;
		this.violations = violations;
		this.clientToken = clientToken;
	}

	/**
	 * A call is not made.
	 * @param clientToken under which a write may be repeated; null for a read
	 */
	public static ProblemException ofCall(ProblemCode code, String detail, @Nullable String clientToken) {
		return new ProblemException(code, detail, List.of(), clientToken);
	}

	/** The request breaks a rule. */
	public static ProblemException invalid(Violation violation) {
		return new ProblemException(ProblemCode.INVALID_REQUEST, violation.sentence(), List.of(violation), null);
	}

	Problem problem() {
		Problem problem = Problem.of(this.code, this.detail).from(this.clientToken, null);
		return this.violations.isEmpty() ? problem : problem.because(this.violations);
	}

	/** What the caller is told. */
	public ProblemCode code() {
		return this.code;
	}

}
