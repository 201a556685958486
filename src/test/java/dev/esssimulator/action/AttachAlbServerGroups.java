package dev.esssimulator.action;

import java.util.List;

import dev.esssimulator.Behaviour;
import dev.esssimulator.SimulatedGroup;
import dev.esssimulator.Source;
import dev.esssimulator.gateway.GatewayError;
import dev.esssimulator.gateway.RpcParameters;

/** Attaches ALB server groups to a scaling group. */
final class AttachAlbServerGroups extends GroupWrite {

	@Override
	@Behaviour(value = "Weight is mandatory on attach, 0 to 100", checkedAgainst = Source.DOC)
	public void check(RpcParameters parameters) {
		super.check(parameters);
		AlbServerGroupList.check(parameters);
		AlbServerGroupList.items(parameters).forEach(AttachAlbServerGroups::weight);
		parameters.flag("ForceAttach");
	}

	private static int weight(RpcParameters item) {
		return item.requiredInteger("Weight", 0, 100);
	}

	@Override
	@Behaviour(value = "AttachAlbServerGroups returns a ScalingActivityId only with ForceAttach",
			checkedAgainst = Source.DOC)
	boolean startsActivity(RpcParameters parameters) {
		return parameters.flag("ForceAttach");
	}

	@Override
	List<String> targets(RpcParameters parameters) {
		return AlbServerGroupList.targets(parameters);
	}

	@Override
	GatewayError missingGroup(EssCall call) {
		return AlbServerGroupList.missingGroup(call);
	}

	@Override
	void checkAttachments(SimulatedGroup group, EssCall call) {
		AlbServerGroupList.checkCount(call);
		for (RpcParameters item : AlbServerGroupList.items(call.parameters())) {
			String id = item.required("AlbServerGroupId");
			if (call.account().isMissing(id)) {
				throw EssErrors.noSuchAlbServerGroup(id).asException();
			}
			if (group.targets().contains(AlbServerGroupList.target(item))) {
				throw EssErrors.albServerGroupAttached().asException();
			}
		}
	}

	@Override
	void checkQuota(SimulatedGroup group, EssCall call) {
		int afterwards = group.albServerGroups().size() + targets(call.parameters()).size();
		if (afterwards > call.settings().albServerGroupQuota()) {
			throw EssErrors.quotaExceeded(group.id()).asException();
		}
	}

	@Override
	@Behaviour(value = "ForceAttach adds the group's instances to the ALB server group", checkedAgainst = Source.DOC)
	SimulatedGroup effect(SimulatedGroup group, RpcParameters parameters, List<String> failedInstanceIds) {
		SimulatedGroup after = group;
		for (RpcParameters item : AlbServerGroupList.items(parameters)) {
			String target = AlbServerGroupList.target(item);
			after = after.withoutAlbServerGroup(target)
				.albServerGroup(item.required("AlbServerGroupId"), AlbServerGroupList.port(item), weight(item));
			if (startsActivity(parameters)) {
				after = after.backends(target, group.backendsBut(failedInstanceIds));
			}
		}
		return after;
	}

}
