package dev.essfacade.web.problem;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A failure that becomes a problem document. Its texts are in the messages files, under
 * the code and the variant.
 */
@SuppressWarnings("serial") // never serialized
public final class ProblemException extends RuntimeException {

	private final ProblemCode code;

	private final String variant;

	private final List<Object> arguments;

	private final List<Violation> violations;

	private final @Nullable String clientToken;

	private final Problem.@Nullable Upstream upstream;

	private final @Nullable String challenge;

	private final @Nullable Object activity;

	private ProblemException(ProblemCode code, String variant, List<Object> arguments, List<Violation> violations,
			@Nullable String clientToken, Problem.@Nullable Upstream upstream, @Nullable String challenge,
			@Nullable Object activity) {
		super(null, null, true, false); // nothing logs the stack trace
		this.code = code;
		this.variant = variant;
		this.arguments = arguments;
		this.violations = violations;
		this.clientToken = clientToken;
		this.upstream = upstream;
		this.challenge = challenge;
		this.activity = activity;
	}

	@Override
	public String getMessage() {
		return (this.code.code() + " " + this.variant).strip() + (this.arguments.isEmpty() ? "" : " " + this.arguments)
				+ (this.violations.isEmpty() ? "" : " " + this.violations.stream().map(Violation::place).toList());
	}

	/** Creates a failure with the texts of its code. */
	public static ProblemException of(ProblemCode code) {
		return of(code, "");
	}

	/**
	 * Creates a failure with the texts of one cause of a code.
	 * @param variant name of the cause in the messages files
	 * @param arguments values for the placeholders in the texts; none may quote the
	 * request
	 */
	public static ProblemException of(ProblemCode code, String variant, Object... arguments) {
		return new ProblemException(code, variant, List.of(arguments), List.of(), null, null, null, null);
	}

	/** Creates the failure of an invalid request. */
	public static ProblemException invalid(Violation... violations) {
		return of(ProblemCode.INVALID_REQUEST).because(List.of(violations));
	}

	/** Adds the invalid parts of the request. */
	public ProblemException because(List<Violation> parts) {
		return new ProblemException(this.code, this.variant, this.arguments, parts, this.clientToken, this.upstream,
				this.challenge, this.activity);
	}

	/**
	 * Adds the idempotency key with which a write can be repeated.
	 * @param token null for a read
	 */
	public ProblemException withClientToken(@Nullable String token) {
		return new ProblemException(this.code, this.variant, this.arguments, this.violations, token, this.upstream,
				this.challenge, this.activity);
	}

	/** Adds the error of an ESS call. */
	public ProblemException from(Problem.@Nullable Upstream error) {
		return new ProblemException(this.code, this.variant, this.arguments, this.violations, this.clientToken, error,
				this.challenge, this.activity);
	}

	/** Adds the value of {@code WWW-Authenticate}. */
	public ProblemException withChallenge(String wwwAuthenticate) {
		return new ProblemException(this.code, this.variant, this.arguments, this.violations, this.clientToken,
				this.upstream, wwwAuthenticate, this.activity);
	}

	/** Adds the scaling activity that failed. */
	public ProblemException withActivity(Object scalingActivity) {
		return new ProblemException(this.code, this.variant, this.arguments, this.violations, this.clientToken,
				this.upstream, this.challenge, scalingActivity);
	}

	/** Returns the code of the problem. */
	public ProblemCode code() {
		return this.code;
	}

	/** Returns the name of the cause, or an empty string. */
	String variant() {
		return this.variant;
	}

	/** Returns the values for the placeholders in the texts. */
	Object[] arguments() {
		return this.arguments.toArray();
	}

	/** Returns the invalid parts of the request. */
	public List<Violation> violations() {
		return this.violations;
	}

	/** Returns the idempotency key of a write, or null. */
	@Nullable String clientToken() {
		return this.clientToken;
	}

	/** Returns ESS's error, or null. */
	Problem.@Nullable Upstream upstream() {
		return this.upstream;
	}

	/** Returns the scaling activity that failed, or null. */
	@Nullable Object activity() {
		return this.activity;
	}

	/** Returns the value of {@code WWW-Authenticate}, or null. */
	public @Nullable String challenge() {
		return this.challenge;
	}

}
