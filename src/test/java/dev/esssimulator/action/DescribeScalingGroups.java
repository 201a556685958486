package dev.esssimulator.action;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import dev.esssimulator.Behaviour;
import dev.esssimulator.SimulatedGroup;
import dev.esssimulator.SimulatedGroup.OtherServerGroup;
import dev.esssimulator.SimulatedGroup.VServerGroup;
import dev.esssimulator.SimulatorSettings;
import dev.esssimulator.Source;
import dev.esssimulator.gateway.RpcParameters;

/** Lists scaling groups with their attachments. */
final class DescribeScalingGroups implements Action {

	private static final String ECS = "ECS";

	private static final Set<String> GROUP_TYPES = Set.of(ECS, "ECI");

	@Override
	public void check(RpcParameters parameters) {
		parameters.required("RegionId");
		parameters.texts("ScalingGroupId", 20);
		parameters.texts("ScalingGroupName", 20);
		if (!GROUP_TYPES.contains(parameters.text("GroupType", ECS))) {
			throw EssErrors.invalidParameter("GroupType").asException();
		}
		parameters.numbered("Tag", 20).forEach((tag) -> tag.required("Key"));
		Page.of(parameters);
	}

	@Override
	@Behaviour(value = "unknown group IDs and names are omitted without an error",
			checkedAgainst = { Source.META, Source.DOC })
	@Behaviour("a group's name is its ID")
	public Map<String, Object> answer(EssCall call) {
		call.requireRegion();
		RpcParameters parameters = call.parameters();
		List<String> ids = parameters.texts("ScalingGroupId", 20);
		List<String> names = parameters.texts("ScalingGroupName", 20);
		String name = parameters.text("ScalingGroupName");
		String region = parameters.required("RegionId");
		Stream<SimulatedGroup> all = ids.isEmpty() ? call.account().groups(region).stream()
				: ids.stream().distinct().flatMap((id) -> call.account().find(region, id).stream());
		List<SimulatedGroup> found = all.filter((group) -> names.isEmpty() || names.contains(group.id()))
			.filter((group) -> name == null || name.equals(group.id()))
			.filter((_) -> fitsEveryGroup(parameters))
			.toList();
		return Page.of(parameters)
			.answer(found, "ScalingGroups", "ScalingGroup", (group) -> fields(group, call.settings()));
	}

	@Behaviour("every group is of the type ECS, in no resource group and without tags: other filters match no group")
	private static boolean fitsEveryGroup(RpcParameters parameters) {
		return parameters.text("GroupType", ECS).equals(ECS) && parameters.text("ResourceGroupId") == null
				&& parameters.numbered("Tag", 20).isEmpty();
	}

	@Behaviour(value = "the fields of a group, its lists wrapped twice", checkedAgainst = { Source.DOC, Source.SDK })
	private static Map<String, Object> fields(SimulatedGroup group, SimulatorSettings settings) {
		int size = group.instances().size();
		Map<String, Object> fields = new LinkedHashMap<>();
		fields.put("ScalingGroupId", group.id());
		fields.put("ScalingGroupName", group.id());
		fields.put("RegionId", group.regionId());
		fields.put("LifecycleState", group.lifecycleState());
		fields.put("GroupType", ECS);
		fields.put("VpcId", "vpc-bp1simulated00000000");
		fields.put("CreationTime", "2020-09-10T09:54Z");
		fields.put("MinSize", 0);
		fields.put("MaxSize", 100);
		fields.put("TotalCapacity", size);
		fields.put("ActiveCapacity", size);
		fields.put("PendingCapacity", 0);
		fields.put("RemovingCapacity", 0);
		fields.put("SystemSuspended", false);
		fields.put("EnableDesiredCapacity", false);
		putAttachments(fields, group, settings);
		return fields;
	}

	private static void putAttachments(Map<String, Object> fields, SimulatedGroup group, SimulatorSettings settings) {
		fields.put("LoadBalancerIds", Map.of("LoadBalancerId", group.loadBalancers()));
		fields.put("AlbServerGroups",
				Map.of("AlbServerGroup", group.albServerGroups()
					.stream()
					.map((each) -> Map.of("AlbServerGroupId", each.id(), "Port", each.port(), "Weight", each.weight()))
					.toList()));
		fields.put("ServerGroups", Map.of("ServerGroup", serverGroups(group, settings)));
		fields.put("VServerGroups",
				Map.of("VServerGroup", group.vServerGroups().stream().map(DescribeScalingGroups::fields).toList()));
		fields.put("LoadBalancerConfigs", Map.of("LoadBalancerConfig", configs(group, settings)));
	}

	@Behaviour(value = "LoadBalancerConfigs lists the load balancers that have a weight",
			switchedBy = "withLoadBalancerWeightsListed")
	private static List<Map<String, Object>> configs(SimulatedGroup group, SimulatorSettings settings) {
		return !settings.loadBalancerWeightsListed() ? List.of()
				: group.loadBalancerWeights()
					.entrySet()
					.stream()
					.map((each) -> Map.<String, Object>of("LoadBalancerId", each.getKey(), "Weight", each.getValue()))
					.toList();
	}

	@Behaviour(value = "ServerGroups lists no ALB server group that AlbServerGroups lists",
			switchedBy = "withAlbServerGroupsListedTwice")
	private static List<Map<String, Object>> serverGroups(SimulatedGroup group, SimulatorSettings settings) {
		Stream<OtherServerGroup> alb = group.albServerGroups()
			.stream()
			.filter((_) -> settings.albServerGroupsListedTwice())
			.map((each) -> new OtherServerGroup(each.id(), "ALB", each.port(), each.weight()));
		return Stream.concat(group.otherServerGroups().stream(), alb)
			.map((each) -> Map.<String, Object>of("ServerGroupId", each.id(), "Type", each.type(), "Port", each.port(),
					"Weight", each.weight()))
			.toList();
	}

	private static Map<String, Object> fields(VServerGroup group) {
		Map<String, Object> attribute = Map.of("VServerGroupId", group.id(), "Port", group.port(), "Weight",
				group.weight());
		return Map.of("LoadBalancerId", group.loadBalancerId(), "VServerGroupAttributes",
				Map.of("VServerGroupAttribute", List.of(attribute)));
	}

}
