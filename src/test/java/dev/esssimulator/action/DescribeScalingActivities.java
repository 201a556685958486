package dev.esssimulator.action;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import dev.esssimulator.ActivityOutcome.Failure;
import dev.esssimulator.Behaviour;
import dev.esssimulator.Source;
import dev.esssimulator.gateway.GatewayErrors;
import dev.esssimulator.gateway.RpcParameters;
import dev.esssimulator.state.Activity;
import org.jspecify.annotations.Nullable;

/** Lists the scaling activities of a group, or those with the given IDs. */
final class DescribeScalingActivities implements Action {

	private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm'Z'", Locale.ROOT)
		.withZone(ZoneOffset.UTC);

	private static final Set<String> STATUS_CODES = Set.of("Successful", "Warning", "Failed", "InProgress", "Rejected");

	private static final Duration RETENTION = Duration.ofDays(30);

	@Override
	@Behaviour(value = "RegionId is mandatory, and one of ScalingGroupId and ScalingActivityId.N",
			checkedAgainst = Source.META)
	@Behaviour("with neither ScalingGroupId nor ScalingActivityId.N, ScalingGroupId is the missing parameter")
	public void check(RpcParameters parameters) {
		parameters.required("RegionId");
		if (ids(parameters).isEmpty() && parameters.text("ScalingGroupId") == null) {
			throw GatewayErrors.missingParameter("ScalingGroupId").asException();
		}
		checkStatusCode(parameters.text("StatusCode"));
		Page.of(parameters);
	}

	@Behaviour("an unknown StatusCode is an invalid parameter")
	private static void checkStatusCode(@Nullable String statusCode) {
		if (statusCode != null && !STATUS_CODES.contains(statusCode)) {
			throw EssErrors.invalidParameter("StatusCode").asException();
		}
	}

	@Behaviour(value = "at most 20 IDs in one call", checkedAgainst = { Source.DOC, Source.DOC_22 })
	private static List<String> ids(RpcParameters parameters) {
		return parameters.texts("ScalingActivityId", 20);
	}

	@Override
	@Behaviour(value = "activities are listed for 30 days", checkedAgainst = Source.DOC)
	@Behaviour("activities are listed newest first")
	public Map<String, Object> answer(EssCall call) {
		call.requireRegion();
		List<Activity> found = call.account()
			.activities(ids(call.parameters()))
			.stream()
			.filter((activity) -> activity.startTime().isAfter(call.now().minus(RETENTION)))
			.filter((activity) -> isAskedFor(activity, call))
			.toList();
		return Page.of(call.parameters())
			.answer(found, "ScalingActivities", "ScalingActivity", (activity) -> fields(activity, call));
	}

	@Behaviour(value = "unknown IDs are omitted without an error", checkedAgainst = Source.TERRAFORM)
	@Behaviour(value = "with ScalingGroupId and IDs, only activities of the group are listed")
	private static boolean isAskedFor(Activity activity, EssCall call) {
		RpcParameters parameters = call.parameters();
		return activity.regionId().equals(parameters.text("RegionId"))
				&& parameters.text("ScalingGroupId", activity.scalingGroupId()).equals(activity.scalingGroupId())
				&& parameters.text("StatusCode", activity.statusCode(call.now()))
					.equals(activity.statusCode(call.now()));
	}

	@Behaviour(value = "the fields of an activity, capacities as text, times to the minute",
			checkedAgainst = { Source.DOC, Source.SDK })
	@Behaviour("an activity has no EndTime before its end")
	@Behaviour("the texts of Cause, Description and StatusMessage")
	private static Map<String, Object> fields(Activity activity, EssCall call) {
		Instant now = call.now();
		String instances = String.valueOf(call.account()
			.find(activity.regionId(), activity.scalingGroupId())
			.map((group) -> group.instances().size())
			.orElse(0));
		Map<String, Object> fields = new LinkedHashMap<>();
		fields.put("ScalingActivityId", activity.id());
		fields.put("ScalingGroupId", activity.scalingGroupId());
		fields.put("StatusCode", activity.statusCode(now));
		fields.put("StatusMessage", "The scaling activity is %s.".formatted(activity.statusCode(now)));
		fields.put("Progress", activity.progress(now));
		fields.put("Cause", activity.cause());
		fields.put("Description", "Changes the load balancers of \"%s\" instances.".formatted(instances));
		fields.put("ScalingInstanceNumber", 0);
		fields.put("TotalCapacity", instances);
		fields.put("AttachedCapacity", "0");
		fields.put("AutoCreatedCapacity", instances);
		fields.put("TriggerSourceType", "Api");
		fields.put("StartTime", MINUTES.format(activity.startTime()));
		if (activity.isOver(now)) {
			putEnd(fields, activity);
		}
		return fields;
	}

	private static void putEnd(Map<String, Object> fields, Activity activity) {
		fields.put("EndTime", MINUTES.format(activity.endTime()));
		List<Failure> failures = activity.outcome().failures();
		if (!failures.isEmpty()) {
			fields.put("ErrorCode", failures.getFirst().code());
			fields.put("ErrorMessage", failures.getFirst().message());
			fields.put("ErrorMessages",
					Map.of("ErrorMessages", failures.stream().map(DescribeScalingActivities::fields).toList()));
		}
	}

	@Behaviour(value = "ErrorMessages.ErrorMessages[] with FailedInstanceIds.FailedInstanceIds[]",
			checkedAgainst = { Source.SDK, Source.DOC_22 })
	private static Map<String, Object> fields(Failure failure) {
		return Map.of("Code", failure.code(), "Message", failure.message(), "Description", failure.message(),
				"FailedInstanceIds", Map.of("FailedInstanceIds", failure.instanceIds()));
	}

}
