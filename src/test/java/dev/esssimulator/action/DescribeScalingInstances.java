package dev.esssimulator.action;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import dev.esssimulator.Behaviour;
import dev.esssimulator.SimulatedGroup;
import dev.esssimulator.SimulatedGroup.Instance;
import dev.esssimulator.Source;
import dev.esssimulator.gateway.RpcParameters;

/** Lists the instances of scaling groups. */
final class DescribeScalingInstances implements Action {

	private static final Set<String> STATES = Set.of("InService", "Pending", "Pending:Wait", "Protected", "Standby",
			"Stopped", "Removing", "Removing:Wait");

	@Override
	@Behaviour(value = "an instance filter has one of LifecycleState and LifecycleStates.N",
			checkedAgainst = Source.DOC_22)
	@Behaviour("an unknown LifecycleState is an invalid parameter")
	@Behaviour("a page of instances has at most 50, as in older documents")
	public void check(RpcParameters parameters) {
		parameters.required("RegionId");
		parameters.texts("InstanceId", 20);
		boolean both = parameters.text("LifecycleState") != null && !parameters.texts("LifecycleStates", 8).isEmpty();
		if (both || !STATES.containsAll(states(parameters))) {
			throw EssErrors.invalidParameter("LifecycleState").asException();
		}
		Page.of(parameters);
	}

	private static List<String> states(RpcParameters parameters) {
		return Stream
			.concat(Stream.ofNullable(parameters.text("LifecycleState")),
					parameters.texts("LifecycleStates", 8).stream())
			.toList();
	}

	@Override
	@Behaviour("the instances of a group that does not exist are an empty list")
	public Map<String, Object> answer(EssCall call) {
		call.requireRegion();
		RpcParameters parameters = call.parameters();
		String groupId = parameters.text("ScalingGroupId");
		List<Found> found = call.account()
			.groups(parameters.required("RegionId"))
			.stream()
			.filter((group) -> groupId == null || groupId.equals(group.id()))
			.flatMap((group) -> group.instances().stream().map((instance) -> new Found(group, instance)))
			.filter((each) -> fits(each.instance(), parameters))
			.toList();
		return Page.of(parameters)
			.answer(found, "ScalingInstances", "ScalingInstance", DescribeScalingInstances::fields);
	}

	@Behaviour("every instance is healthy and was created by ESS: other filters match no instance")
	private static boolean fits(Instance instance, RpcParameters parameters) {
		List<String> ids = parameters.texts("InstanceId", 20);
		List<String> states = states(parameters);
		return (ids.isEmpty() || ids.contains(instance.id()))
				&& (states.isEmpty() || states.contains(instance.lifecycleState()))
				&& parameters.text("HealthStatus", "Healthy").equals("Healthy")
				&& parameters.text("CreationType", "AutoCreated").equals("AutoCreated")
				&& parameters.text("ScalingConfigurationId") == null && parameters.text("ScalingActivityId") == null;
	}

	@Behaviour(value = "the fields of an instance", checkedAgainst = Source.SDK)
	private static Map<String, Object> fields(Found found) {
		Map<String, Object> fields = new LinkedHashMap<>();
		fields.put("InstanceId", found.instance().id());
		fields.put("ScalingGroupId", found.group().id());
		fields.put("LifecycleState", found.instance().lifecycleState());
		fields.put("HealthStatus", "Healthy");
		fields.put("LoadBalancerWeight", 50);
		fields.put("CreationType", "AutoCreated");
		fields.put("CreationTime", "2020-09-10T09:54Z");
		fields.put("ZoneId", found.group().regionId() + "-g");
		return fields;
	}

	private record Found(SimulatedGroup group, Instance instance) {
	}

}
