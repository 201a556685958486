package dev.essfacade.web;

import java.util.List;

import org.jspecify.annotations.Nullable;

/** A failure that this service found by itself, on its way to the one exit. */
@SuppressWarnings("serial") // never serialized
public final class ProblemException extends RuntimeException {

	private final ProblemCode code;

	private final String detail;

	private final @Nullable String clientToken;

	private final List<Violation> violations;

	public ProblemException(ProblemCode code, String detail) {
		this(code, detail, null, List.of());
	}

	/**
	 * The same for a write.
	 * @param clientToken the token under which it may be repeated; null for a read
	 */
	public ProblemException(ProblemCode code, String detail, @Nullable String clientToken) {
		this(code, detail, clientToken, List.of());
	}

	private ProblemException(ProblemCode code, String detail, @Nullable String clientToken,
			List<Violation> violations) {
		super(detail);
		this.code = code;
		this.detail = detail;
		this.clientToken = clientToken;
		this.violations = violations;
	}

	/** The request breaks a rule. */
	public static ProblemException invalid(Violation violation) {
		return new ProblemException(ProblemCode.INVALID_REQUEST, violation.sentence(), null, List.of(violation));
	}

	Problem problem() {
		Problem problem = Problem.of(this.code, this.detail).from(this.clientToken, null);
		return this.violations.isEmpty() ? problem : problem.because(this.violations);
	}

	ProblemCode code() {
		return this.code;
	}

}
