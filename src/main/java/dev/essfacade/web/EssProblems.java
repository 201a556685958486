package dev.essfacade.web;

import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

import dev.essfacade.ess.EssError;
import dev.essfacade.ess.EssException;
import dev.essfacade.web.problem.Problem;
import dev.essfacade.web.problem.ProblemCode;
import dev.essfacade.web.problem.ProblemException;
import dev.essfacade.web.problem.Violation;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/** Converts failed calls to ESS into problems. */
public final class EssProblems {

	/** Maximum length of an ESS message that the response quotes. */
	private static final int MAX_MESSAGE_LENGTH = 1000;

	/**
	 * Texts that mark a message with signed parameters or a resource name (ARN). Such a
	 * message is not returned.
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

	/**
	 * Returns the problem of a failed call.
	 * @param contextPath path prefix under which the gateway publishes this service
	 */
	static ProblemException problem(EssException failure, String contextPath) {
		List<Violation> places = failure.places()
			.stream()
			.map((place) -> Violation.inBody(place, Violation.rule("not-attached")))
			.toList();
		return texts(failure, contextPath).withClientToken(failure.clientToken())
			.from(upstream(failure))
			.because(places);
	}

	private static Problem.@Nullable Upstream upstream(EssException failure) {
		@Nullable EssError error = failure.error();
		return (error == null) ? null : new Problem.Upstream(failure.action(), error.code(), error.httpStatus(),
				error.requestId(), error.recommend());
	}

	private static ProblemException texts(EssException failure, String contextPath) {
		ProblemCode code = code(failure);
		return switch (code) {
			case OUTCOME_UNKNOWN -> ProblemException.of(code, "", Objects.requireNonNull(failure.clientToken()));
			case SCALING_GROUP_BUSY -> ProblemException.of(code, "activity", contextPath + failure.runningActivities());
			case NOT_ATTACHED -> ProblemException.of(code, failure.places().isEmpty() ? "" : "named");
			case UPSTREAM_CREDENTIALS -> {
				String essCode = Objects.requireNonNull(failure.error()).code();
				yield ProblemException.of(code, isClock(essCode) ? "clock" : "", essCode);
			}
			case INTERNAL -> ProblemException.of(code, "nothing-sent");
			case UPSTREAM_REJECTED -> rejected(Objects.requireNonNull(failure.error()));
			default -> ProblemException.of(code);
		};
	}

	private static boolean isClock(String essCode) {
		return essCode.startsWith("InvalidTimeStamp") || essCode.startsWith("IllegalTimestamp");
	}

	/**
	 * Quotes ESS's message, unless it is missing, too long or contains a withheld text.
	 */
	private static ProblemException rejected(EssError error) {
		@Nullable String message = error.message();
		boolean presentable = message != null && message.length() <= MAX_MESSAGE_LENGTH
				&& !WITHHELD.matcher(message).find();
		return (message != null && presentable)
				? ProblemException.of(ProblemCode.UPSTREAM_REJECTED, "quoted",
						StringUtils.trimTrailingCharacter(message, '.'))
				: ProblemException.of(ProblemCode.UPSTREAM_REJECTED, "", error.code());
	}

}
