package dev.essfacade.ess;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What an error of ESS means. A 5xx is a server error unless its code reports throttling.
 * For any other error, the code decides and not the HTTP status, because throttling and
 * conflicts arrive as 400. {@code docs/errors.md} has the same codes.
 */
public enum EssErrorKind {

	/** ESS limits the rate of calls. */
	THROTTLED(CallOutcome.THROTTLED, startsWith("Throttling")),

	/** ESS failed by itself, or is unavailable. */
	SERVER_ERROR(CallOutcome.SERVER_ERROR, (error) -> error.httpStatus() >= 500),

	/** A server group is not attached to the scaling group. */
	NOT_ATTACHED(CallOutcome.CLIENT_ERROR, is("AlbServerGroup.NotAttached")),

	/** On a detach: a load balancer is not attached. On an attach: it does not exist. */
	LOAD_BALANCER_NOT_FOUND(CallOutcome.CLIENT_ERROR, is("InvalidLoadBalancerId.NotFound")),

	/** A server group to attach does not exist. */
	SERVER_GROUP_NOT_FOUND(CallOutcome.CLIENT_ERROR, is("AlbServerGroup.NotExist")),

	/** A server group to attach is already attached. */
	ALREADY_ATTACHED(CallOutcome.CLIENT_ERROR, is("AlbServerGroup.AlreadyAttached")),

	/** A quota of the account, the group or the load balancer is used up. */
	QUOTA_EXCEEDED(CallOutcome.CLIENT_ERROR, startsWith("QuotaExceeded")),

	/** Another scaling activity runs in the group, or the group is not active. */
	SCALING_GROUP_BUSY(CallOutcome.CLIENT_ERROR,
			is("ScalingActivityInProgress", "IncorrectScalingGroupStatus", "InvalidOperation.Conflict")),

	/** The scaling group does not exist. */
	SCALING_GROUP_NOT_FOUND(CallOutcome.CLIENT_ERROR,
			is("InvalidScalingGroupId.NotFound").or(EssErrorKind::isInvalidScalingGroup)),

	/** ESS still processes the first request under this ClientToken. */
	IDEMPOTENCY_KEY_IN_USE(CallOutcome.CLIENT_ERROR,
			is("IdempotentProcessing", "LastTokenProcessing").or(endsWith("TokenIsProcessing"))),

	/** The ClientToken was used with other parameters. */
	IDEMPOTENCY_KEY_REUSED(CallOutcome.CLIENT_ERROR, is("IdempotentParameterMismatch")),

	/** ESS declined access key, STS token or signature. Other credentials may work. */
	CREDENTIALS_REJECTED(CallOutcome.OPERATOR_ERROR,
			startsWith("InvalidAccessKeyId", "MissingAccessKeyId", "InvalidSecurityToken", "MissingSecurityToken")
				.or(is("SignatureDoesNotMatch"))),

	/** Credentials lack a permission, or the clock is wrong. */
	PERMISSION_OR_CLOCK(CallOutcome.OPERATOR_ERROR,
			startsWith("Forbidden", "NoPermission", "AccessDenied", "UnauthorizedOperation", "ImplicitDeny",
					"InvalidTimeStamp", "IllegalTimestamp")
				.or(is("IncompleteSignature", "SignatureNonceUsed"))),

	/** The endpoint does not know the operation, or rejects plain http. */
	MISCONFIGURED(CallOutcome.OPERATOR_ERROR,
			startsWith("NoSuchVersion", "InvalidVersion", "InvalidApi", "InvalidAction", "UnsupportedOperation")
				.or(endsWith("NeedSsl"))),

	/** Any other code. */
	OTHER(CallOutcome.CLIENT_ERROR, (_) -> true);

	private final CallOutcome outcome;

	@SuppressWarnings("ImmutableEnumChecker") // the predicates have no state
	private final Predicate<EssError> matcher;

	EssErrorKind(CallOutcome outcome, Predicate<EssError> matcher) {
		this.outcome = outcome;
		this.matcher = matcher;
	}

	static EssErrorKind of(EssError error) {
		return Stream.of(values()).filter((kind) -> kind.matcher.test(error)).findFirst().orElse(OTHER);
	}

	/** Returns the outcome of an attempt that ended with this error. */
	CallOutcome outcome() {
		return this.outcome;
	}

	private static Predicate<EssError> is(String... codes) {
		return (error) -> List.of(codes).contains(error.code());
	}

	private static Predicate<EssError> startsWith(String... prefixes) {
		return (error) -> Stream.of(prefixes).anyMatch(error.code()::startsWith);
	}

	private static Predicate<EssError> endsWith(String suffix) {
		return (error) -> error.code().endsWith(suffix);
	}

	/**
	 * The ALB operations of ESS have no code for a missing scaling group. The Terraform
	 * provider recognizes the error by the same words of the message.
	 */
	private static boolean isInvalidScalingGroup(EssError error) {
		return error.httpStatus() == 400 && error.message() != null && error.message().contains("ScalingGroupId")
				&& error.message().contains("not valid");
	}

}
