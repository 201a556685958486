package dev.essfacade.web;

import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

import dev.essfacade.ess.EssError;
import dev.essfacade.ess.EssException;
import dev.essfacade.web.problem.Problem;
import dev.essfacade.web.problem.ProblemCode;
import dev.essfacade.web.problem.Violation;
import org.jspecify.annotations.Nullable;

/** The problem that a failed call to ESS becomes. */
public final class EssProblems {

	/** Longest text of ESS that is passed on. */
	private static final int MAX_MESSAGE_LENGTH = 1000;

	/**
	 * Signs of signed parameters, and of a resource name (ARN), which has an account id.
	 */
	private static final Pattern WITHHELD = Pattern.compile("AccessKeyId|Signature|acs:", Pattern.CASE_INSENSITIVE);

	private EssProblems() {
	}

	/** Returns the code of the problem. */
	public static ProblemCode code(EssException failure) {
		return switch (failure.outcome()) {
			case CLIENT_ERROR, OPERATOR_ERROR -> code(Objects.requireNonNull(failure.error()), failure.action());
			case THROTTLED -> ProblemCode.UPSTREAM_THROTTLED;
			case SERVER_ERROR, NO_RESPONSE, CONNECT_FAILED, CIRCUIT_OPEN -> ProblemCode.UPSTREAM_UNAVAILABLE;
			case OUTCOME_UNKNOWN -> ProblemCode.OUTCOME_UNKNOWN;
			case INVALID_RESPONSE -> ProblemCode.UPSTREAM_MALFORMED;
			case OVERLOADED -> ProblemCode.OVERLOADED;
			case NO_CREDENTIALS -> ProblemCode.CREDENTIALS_UNAVAILABLE;
			case INTERNAL_ERROR -> ProblemCode.INTERNAL;
			case OK -> throw new IllegalArgumentException("A success is not a problem");
		};
	}

	private static ProblemCode code(EssError error, String action) {
		return switch (error.kind()) {
			case NOT_ATTACHED -> ProblemCode.NOT_ATTACHED;
			case LOAD_BALANCER_NOT_FOUND ->
				action.startsWith("Attach") ? ProblemCode.TARGET_NOT_FOUND : ProblemCode.NOT_ATTACHED;
			case SERVER_GROUP_NOT_FOUND -> ProblemCode.TARGET_NOT_FOUND;
			case ALREADY_ATTACHED -> ProblemCode.ALREADY_ATTACHED;
			case QUOTA_EXCEEDED -> ProblemCode.QUOTA_EXCEEDED;
			case SCALING_GROUP_BUSY -> ProblemCode.SCALING_GROUP_BUSY;
			case SCALING_GROUP_NOT_FOUND -> ProblemCode.SCALING_GROUP_NOT_FOUND;
			case IDEMPOTENCY_KEY_IN_USE -> ProblemCode.IDEMPOTENCY_KEY_IN_USE;
			case IDEMPOTENCY_KEY_REUSED -> ProblemCode.IDEMPOTENCY_KEY_REUSED;
			case THROTTLED -> ProblemCode.UPSTREAM_THROTTLED;
			case SERVER_ERROR -> ProblemCode.UPSTREAM_UNAVAILABLE;
			case CREDENTIALS_REJECTED, PERMISSION_OR_CLOCK -> ProblemCode.UPSTREAM_CREDENTIALS;
			case MISCONFIGURED -> ProblemCode.UPSTREAM_MISCONFIGURED;
			case OTHER -> ProblemCode.UPSTREAM_REJECTED;
		};
	}

	static Problem problem(EssException failure) {
		ProblemCode code = code(failure);
		Problem problem = Problem.of(code, detail(code, failure)).from(failure.clientToken(), upstream(failure));
		List<Violation> places = failure.places()
			.stream()
			.map((place) -> Violation.inBody(place, "is not attached to the scaling group"))
			.toList();
		return places.isEmpty() ? problem : problem.because(places);
	}

	private static Problem.@Nullable Upstream upstream(EssException failure) {
		@Nullable EssError error = failure.error();
		return (error == null) ? null : new Problem.Upstream(failure.action(), error.code(), error.httpStatus(),
				error.requestId(), error.recommend());
	}

	private static String detail(ProblemCode code, EssException failure) {
		return switch (code) {
			case OUTCOME_UNKNOWN ->
				"The request was sent to ESS, and no conclusive response arrived. Send the same request "
						+ "again with the header Idempotency-Key: %s. ESS executes it at most once."
							.formatted(failure.clientToken());
			case OVERLOADED ->
				"Too many calls to ESS are in flight, in total or by this caller. Nothing was sent. Repeat "
						+ "the request after the time in Retry-After.";
			case CREDENTIALS_UNAVAILABLE ->
				"This service has no valid credentials for ESS. Nothing was sent. Repeat the "
						+ "request after the time in Retry-After.";
			case UPSTREAM_UNAVAILABLE -> (failure.clientToken() != null)
					? "ESS is unavailable. The request was not executed; it can be repeated."
					: "ESS is unavailable. Repeat the request after the time in Retry-After.";
			case UPSTREAM_MALFORMED -> "Something that is not ESS answered. Tell the operators of this service.";
			case UPSTREAM_CREDENTIALS -> credentialsDetail(failure);
			case INTERNAL -> "Internal error. Nothing was sent to ESS. Quote the correlationId when you report it.";
			default -> essMessage(failure);
		};
	}

	/** ESS's text is withheld: it can hold account ids and signed parameters. */
	private static String credentialsDetail(EssException failure) {
		String essCode = Objects.requireNonNull(failure.error()).code();
		String what = isClock(essCode) ? "The clock of this service and the clock of ESS differ too much"
				: "ESS rejected the credentials or permissions of this service";
		return "%s (%s). Nothing was executed. Tell the operators of this service.".formatted(what, essCode);
	}

	private static boolean isClock(String essCode) {
		return essCode.startsWith("InvalidTimeStamp") || essCode.startsWith("IllegalTimestamp");
	}

	/** Returns ESS's text, unless it is too long or quotes the signed request. */
	private static String essMessage(EssException failure) {
		EssError error = Objects.requireNonNull(failure.error());
		@Nullable String message = error.message();
		boolean presentable = message != null && message.length() <= MAX_MESSAGE_LENGTH
				&& !WITHHELD.matcher(message).find();
		return (message != null && presentable) ? message : "ESS returned the error " + error.code() + ".";
	}

}
