package dev.essfacade.web;

import java.util.List;
import java.util.Objects;
import java.util.Set;

import dev.essfacade.ess.EssException;
import dev.essfacade.ess.EssException.Refusal;
import dev.essfacade.ess.EssFailure;
import dev.essfacade.web.problem.Problem;
import dev.essfacade.web.problem.ProblemCode;
import org.jspecify.annotations.Nullable;

/**
 * What a failed ESS call means to our caller. ESS's code decides, not its status:
 * throttling and conflicts come as 400.
 */
final class EssProblems {

	private static final Set<String> NOT_ATTACHED = Set.of("AlbServerGroup.NotAttached",
			"InvalidLoadBalancerId.NotFound");

	private static final Set<String> BUSY = Set.of("ScalingActivityInProgress", "IncorrectScalingGroupStatus",
			"InvalidOperation.Conflict");

	private static final List<String> CREDENTIALS = List.of("Forbidden", "InvalidAccessKeyId.", "Signature",
			"IncompleteSignature", "InvalidTimeStamp", "InvalidSecurityToken", "MissingSecurityToken");

	private static final List<String> MISCONFIGURED = List.of("NoSuchVersion", "InvalidVersion", "InvalidApi",
			"InvalidAction", "UnsupportedOperation");

	private static final int LONGEST_MESSAGE = 1000;

	private EssProblems() {
	}

	static ProblemCode code(EssException failure) {
		return switch (failure.failure()) {
			case OVERLOADED -> ProblemCode.OVERLOADED;
			case NO_CREDENTIALS -> ProblemCode.CREDENTIALS_UNAVAILABLE;
			default -> codeOfAttempt(failure);
		};
	}

	private static ProblemCode codeOfAttempt(EssException failure) {
		if (failure.leavesDoubt()) {
			return ProblemCode.OUTCOME_UNKNOWN;
		}
		@Nullable Refusal refusal = failure.refusal();
		if (failure.failure() == EssFailure.ANSWERED && refusal != null) {
			@Nullable ProblemCode known = byEssCode(refusal);
			if (known != null) {
				return known;
			}
		}
		if (!failure.mayHaveExecuted()) {
			return (refusal != null && refusal.httpStatus() != 503) ? ProblemCode.UPSTREAM_REJECTED
					: ProblemCode.UPSTREAM_UNAVAILABLE;
		}
		return readFailed(failure);
	}

	private static ProblemCode readFailed(EssException failure) {
		boolean serverError = failure.refusal() != null && failure.refusal().httpStatus() >= 500;
		return (serverError || failure.failure() == EssFailure.TIMED_OUT) ? ProblemCode.UPSTREAM_UNAVAILABLE
				: ProblemCode.UPSTREAM_MALFORMED;
	}

	private static @Nullable ProblemCode byEssCode(Refusal refusal) {
		String code = Objects.requireNonNull(refusal.code());
		if (NOT_ATTACHED.contains(code)) {
			return ProblemCode.NOT_ATTACHED;
		}
		if (BUSY.contains(code)) {
			return ProblemCode.SCALING_GROUP_BUSY;
		}
		if (code.equals("InvalidScalingGroupId.NotFound") || saysGroupIsNotValid(refusal)) {
			return ProblemCode.SCALING_GROUP_NOT_FOUND;
		}
		if (code.equals("IdempotentParameterMismatch")) {
			return ProblemCode.IDEMPOTENCY_KEY_REUSED;
		}
		if (code.startsWith("Throttling")) {
			return ProblemCode.UPSTREAM_THROTTLED;
		}
		if (CREDENTIALS.stream().anyMatch(code::startsWith)) {
			return ProblemCode.UPSTREAM_CREDENTIALS;
		}
		boolean misconfigured = MISCONFIGURED.stream().anyMatch(code::startsWith) || code.endsWith("NeedSsl");
		return misconfigured ? ProblemCode.UPSTREAM_MISCONFIGURED : null;
	}

	/**
	 * The ALB operations have no code of their own for a missing group; Terraform's
	 * provider knows it by this text.
	 */
	private static boolean saysGroupIsNotValid(Refusal refusal) {
		String message = Objects.requireNonNullElse(refusal.message(), "");
		return refusal.httpStatus() == 400 && message.contains("ScalingGroupId") && message.contains("not valid");
	}

	static Problem problem(EssException failure) {
		ProblemCode code = code(failure);
		return Problem.of(code, detail(code, failure)).from(failure.clientToken(), upstream(failure));
	}

	private static Problem.@Nullable Upstream upstream(EssException failure) {
		@Nullable Refusal refusal = failure.refusal();
		// Only ESS's own answers have a code.
		return (refusal == null || refusal.code() == null) ? null : new Problem.Upstream(failure.action(),
				refusal.code(), refusal.httpStatus(), refusal.requestId(), refusal.recommend());
	}

	private static String detail(ProblemCode code, EssException failure) {
		return switch (code) {
			case OUTCOME_UNKNOWN ->
				"The request was sent, but what came of it is not known. Repeating it under the same "
						+ "clientToken is safe: ESS acts at most once.";
			case OVERLOADED -> "Too many calls of ESS are under way. Nothing was sent.";
			case CREDENTIALS_UNAVAILABLE -> "Nothing was sent: this service has no valid credentials to sign with.";
			case UPSTREAM_UNAVAILABLE -> (failure.clientToken() != null) ? "ESS did not take the request on."
					: "ESS did not answer the question.";
			case UPSTREAM_MALFORMED -> "What came back is no answer of ESS.";
			case UPSTREAM_CREDENTIALS -> credentialsDetail(failure);
			default -> essMessage(failure);
		};
	}

	/** ESS's own text is not passed on here: it can hold the signed parameters. */
	private static String credentialsDetail(EssException failure) {
		String essCode = essCode(failure);
		return essCode.equals("InvalidTimeStamp.Expired")
				? "The clock of this service and that of ESS differ by more than 15 minutes."
				: "ESS refused this service's own credentials or rights (" + essCode
						+ "). The caller can do nothing about it.";
	}

	private static String essCode(EssException failure) {
		return (failure.refusal() != null && failure.refusal().code() != null) ? failure.refusal().code() : "no code";
	}

	/**
	 * ESS's text, unless it is none that ESS writes: too long, or with parts of the
	 * signed request in it.
	 */
	private static String essMessage(EssException failure) {
		@Nullable String message = (failure.refusal() != null) ? failure.refusal().message() : null;
		boolean fit = message != null && message.length() <= LONGEST_MESSAGE && !message.contains("AccessKeyId")
				&& !message.contains("Signature");
		return (message != null && fit) ? message : "ESS answered " + essCode(failure) + ".";
	}

}
