package dev.esssimulator.action;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.esssimulator.Behaviour;
import dev.esssimulator.SimulatedGroup;
import dev.esssimulator.SimulatedGroup.VServerGroup;
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
		List<SimulatedGroup> found = call.account()
			.groups(parameters.required("RegionId"))
			.stream()
			.filter((group) -> ids.isEmpty() || ids.contains(group.id()))
			.filter((group) -> names.isEmpty() || names.contains(group.id()))
			.filter((group) -> name == null || name.equals(group.id()))
			.filter((_) -> fitsEveryGroup(parameters))
			.toList();
		return Page.of(parameters).answer(found, "ScalingGroups", "ScalingGroup", DescribeScalingGroups::fields);
	}

	@Behaviour("every group is of the type ECS, in no resource group and without tags: other filters match no group")
	private static boolean fitsEveryGroup(RpcParameters parameters) {
		return parameters.text("GroupType", ECS).equals(ECS) && parameters.text("ResourceGroupId") == null
				&& parameters.numbered("Tag", 20).isEmpty();
	}

	@Behaviour(value = "the fields of a group, its lists wrapped twice", checkedAgainst = { Source.DOC, Source.SDK })
	private static Map<String, Object> fields(SimulatedGroup group) {
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
		putAttachments(fields, group);
		return fields;
	}

	private static void putAttachments(Map<String, Object> fields, SimulatedGroup group) {
		fields.put("LoadBalancerIds", Map.of("LoadBalancerId", group.loadBalancers()));
		fields.put("AlbServerGroups",
				Map.of("AlbServerGroup", group.albServerGroups()
					.stream()
					.map((each) -> Map.of("AlbServerGroupId", each.id(), "Port", each.port(), "Weight", each.weight()))
					.toList()));
		fields.put("ServerGroups",
				Map.of("ServerGroup",
						group.otherServerGroups()
							.stream()
							.map((each) -> Map.of("ServerGroupId", each.id(), "Type", each.type(), "Port", each.port(),
									"Weight", each.weight()))
							.toList()));
		fields.put("VServerGroups",
				Map.of("VServerGroup", group.vServerGroups().stream().map(DescribeScalingGroups::fields).toList()));
	}

	private static Map<String, Object> fields(VServerGroup group) {
		Map<String, Object> attribute = Map.of("VServerGroupId", group.id(), "Port", group.port(), "Weight",
				group.weight());
		return Map.of("LoadBalancerId", group.loadBalancerId(), "VServerGroupAttributes",
				Map.of("VServerGroupAttribute", List.of(attribute)));
	}

}
