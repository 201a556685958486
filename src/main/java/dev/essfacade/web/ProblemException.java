package dev.essfacade.web;

import java.util.List;

/** A failure that this service found by itself, on its way to the one exit. */
@SuppressWarnings("serial") // never serialized
public final class ProblemException extends RuntimeException {

	private final ProblemCode code;

	private final String detail;

	private final List<Violation> violations;

	public ProblemException(ProblemCode code, String detail) {
		this(code, detail, List.of());
	}

	private ProblemException(ProblemCode code, String detail, List<Violation> violations) {
		super(detail);
		this.code = code;
		this.detail = detail;
		this.violations = violations;
	}

	/** The request breaks a rule. */
	public static ProblemException invalid(Violation violation) {
		return new ProblemException(ProblemCode.INVALID_REQUEST, violation.sentence(), List.of(violation));
	}

	Problem problem() {
		Problem problem = Problem.of(this.code, this.detail);
		return this.violations.isEmpty() ? problem : problem.because(this.violations);
	}

	ProblemCode code() {
		return this.code;
	}

}
