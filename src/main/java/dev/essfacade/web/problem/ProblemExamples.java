package dev.essfacade.web.problem;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

import dev.essfacade.web.problem.Problem.Upstream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.stereotype.Component;

import static java.util.Map.entry;

/** One problem document per code, as a caller might see it. */
@Component
public class ProblemExamples {

	private static final String ACTIVITY = "/api/v1/regions/cn-hangzhou/scaling-activities/asa-bp175o6f6ego3r2j4dl5";

	private static final String DETACH = "/api/v1/regions/cn-hangzhou/scaling-groups/asg-bp18p2yfxow2dloq/"
			+ "alb-server-groups/detach";

	private static final String CLIENT_TOKEN = "0c1d6f4e-6a0e-4a86-9b7e-2f3f6f0f5d10";

	private static final String ESS_REQUEST_ID = "473469C7-AA6F-4DC5-B3DB-A3DC0DE3C83E";

	/** Of the codes that stand for an answer of ESS: its status, code and text. */
	private static final Map<ProblemCode, EssAnswer> ESS_ANSWERS = Map.ofEntries(
			entry(ProblemCode.NOT_ATTACHED,
					new EssAnswer(400, "AlbServerGroup.NotAttached",
							"The ALB ServerGroups are not attached to specific ScalingGroup.")),
			entry(ProblemCode.SCALING_GROUP_NOT_FOUND,
					new EssAnswer(404, "InvalidScalingGroupId.NotFound",
							"The specified scaling group does not exist.")),
			entry(ProblemCode.SCALING_GROUP_BUSY,
					new EssAnswer(400, "ScalingActivityInProgress",
							"You cannot delete a scaling group or launch a new scaling activity while there is a "
									+ "scaling activity in progress for the specified scaling group.")),
			entry(ProblemCode.IDEMPOTENCY_KEY_REUSED,
					new EssAnswer(400, "IdempotentParameterMismatch",
							"The request uses the same client token as a previous, but non-identical request.")),
			entry(ProblemCode.UPSTREAM_THROTTLED,
					new EssAnswer(400, "Throttling.User", "Request was denied due to user flow control.")),
			entry(ProblemCode.UPSTREAM_CREDENTIALS,
					new EssAnswer(403, "Forbidden.RAM",
							"ESS refused this service's own credentials or rights (Forbidden.RAM). The caller can do "
									+ "nothing about it.")),
			entry(ProblemCode.UPSTREAM_MISCONFIGURED,
					new EssAnswer(404, "InvalidApi.NotFound",
							"Specified api is not found, please check your url and method.")),
			entry(ProblemCode.UPSTREAM_REJECTED,
					new EssAnswer(400, "InvalidParameter", "The specified value of parameter \"Port\" is not valid.")));

	private static final Map<ProblemCode, String> DETAILS = Map.ofEntries(
			entry(ProblemCode.UNKNOWN_REGION, "GET /api/v1/regions lists the regions that are served."),
			entry(ProblemCode.UNAUTHENTICATED, "The token has expired."),
			entry(ProblemCode.FORBIDDEN,
					"No rule lets this caller call DetachAlbServerGroups with force on all of these targets of this "
							+ "scaling group."),
			entry(ProblemCode.ISSUER_UNAVAILABLE,
					"Nothing was sent: the keys that tokens are checked with cannot be had at the moment."),
			entry(ProblemCode.PROTECTED,
					"This scaling group is protected: writing to it takes an exception that names you and has not "
							+ "ended."),
			entry(ProblemCode.READ_ONLY, "Writes are switched off for everybody; reads go on."),
			entry(ProblemCode.BODY_TOO_LARGE, "More than 64 KiB arrived."),
			entry(ProblemCode.ACTIVITY_NOT_FOUND, "ESS does not list this id; it keeps activities for 30 days."),
			entry(ProblemCode.UPSTREAM_UNAVAILABLE, "ESS did not take the request on."),
			entry(ProblemCode.UPSTREAM_MALFORMED, "What came back is no answer of ESS."),
			entry(ProblemCode.OUTCOME_UNKNOWN,
					"The request was sent, but what came of it is not known. Repeating it under the same clientToken "
							+ "is safe: ESS acts at most once."),
			entry(ProblemCode.INTERNAL, "The log knows more, under the correlationId."));

	/** Of the codes that ESS has no part in, those of writes alone. */
	private static final Set<ProblemCode> OF_WRITES = EnumSet.of(ProblemCode.OUTCOME_UNKNOWN, ProblemCode.PROTECTED,
			ProblemCode.READ_ONLY, ProblemCode.AUDIT_UNAVAILABLE);

	private final JsonMapper json;

	ProblemExamples(JsonMapper json) {
		this.json = json;
	}

	/** The document as a JSON object. */
	public Map<?, ?> of(ProblemCode code) {
		boolean ofAPoll = code == ProblemCode.ACTIVITY_NOT_FOUND || code == ProblemCode.UPSTREAM_MALFORMED;
		Problem problem = problem(code).at(ofAPoll ? ACTIVITY : DETACH, "8f0c5c53-5a34-4c1c-9f5e-0d1b6a3c7e21");
		return this.json.convertValue(problem, Map.class);
	}

	private static Problem problem(ProblemCode code) {
		@Nullable EssAnswer answer = ESS_ANSWERS.get(code);
		if (answer != null) {
			return Problem.of(code, answer.message).from(CLIENT_TOKEN, answer.upstream());
		}
		if (code == ProblemCode.INVALID_REQUEST) {
			return ProblemException
				.invalid(Violation.inBody("#/albServerGroups/0/port", "must be less than or equal to 65535"))
				.problem();
		}
		Problem problem = Problem.of(code, DETAILS.getOrDefault(code, code.title() + "."));
		return OF_WRITES.contains(code) ? problem.from(CLIENT_TOKEN, null) : problem;
	}

	private record EssAnswer(int httpStatus, String code, String message) {

		Upstream upstream() {
			return new Upstream("DetachAlbServerGroups", this.code, this.httpStatus, ESS_REQUEST_ID, null);
		}

	}

}
