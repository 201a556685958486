package dev.esssimulator.action;

import java.util.List;

import dev.esssimulator.Behaviour;
import dev.esssimulator.SimulatedGroup;
import dev.esssimulator.Source;
import dev.esssimulator.gateway.GatewayError;
import dev.esssimulator.gateway.RpcParameters;

/** Detaches ALB server groups from a scaling group. */
final class DetachAlbServerGroups extends GroupWrite {

	@Override
	public void check(RpcParameters parameters) {
		super.check(parameters);
		AlbServerGroupList.check(parameters);
		parameters.flag("ForceDetach");
	}

	@Override
	@Behaviour(value = "DetachAlbServerGroups returns a ScalingActivityId only with ForceDetach",
			checkedAgainst = Source.SEED)
	boolean startsActivity(RpcParameters parameters) {
		return parameters.flag("ForceDetach");
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
	@Behaviour(value = "a target that is not attached rejects the whole detach", switchedBy = "withPartialMatchRefused")
	void checkAttachments(SimulatedGroup group, EssCall call) {
		AlbServerGroupList.checkCount(call);
		List<String> targets = targets(call.parameters());
		long attached = targets.stream().filter(group.targets()::contains).count();
		if (attached == 0 || (call.settings().partialMatchRefused() && attached < targets.size())) {
			throw EssErrors.albServerGroupNotAttached().asException();
		}
	}

	@Override
	@Behaviour(value = "only ForceDetach removes the group's instances from the ALB server group",
			checkedAgainst = Source.SEED)
	SimulatedGroup effect(SimulatedGroup group, RpcParameters parameters, List<String> failedInstanceIds) {
		SimulatedGroup after = group;
		for (String target : targets(parameters)) {
			after = after.withoutAlbServerGroup(target);
			if (startsActivity(parameters)) {
				after = after.backends(target, failedInstanceIds);
			}
		}
		return after;
	}

}
