package dev.esssimulator.action;

import java.util.List;

import dev.esssimulator.Behaviour;
import dev.esssimulator.SimulatedGroup;
import dev.esssimulator.Source;
import dev.esssimulator.gateway.GatewayError;
import dev.esssimulator.gateway.GatewayErrors;
import dev.esssimulator.gateway.RpcParameters;

/** Detaches classic load balancers from a scaling group. */
final class DetachLoadBalancers extends GroupWrite {

	@Override
	@Behaviour(value = "LoadBalancer.N is mandatory on detach, RegionId is not",
			checkedAgainst = { Source.SEED, Source.META })
	public void check(RpcParameters parameters) {
		super.check(parameters);
		if (targets(parameters).isEmpty()) {
			throw GatewayErrors.missingParameter("LoadBalancer").asException();
		}
		parameters.flag("ForceDetach");
		parameters.flag("Async");
	}

	@Override
	@Behaviour(value = "DetachLoadBalancers returns a ScalingActivityId only with Async", checkedAgainst = Source.SEED)
	boolean startsActivity(RpcParameters parameters) {
		return parameters.flag("Async");
	}

	@Override
	@Behaviour(value = "at most 5 load balancers in one call", checkedAgainst = { Source.SEED, Source.META })
	List<String> targets(RpcParameters parameters) {
		return parameters.texts("LoadBalancer", 5);
	}

	@Override
	GatewayError missingGroup(EssCall call) {
		return EssErrors.noSuchGroup();
	}

	@Override
	void checkAttachments(SimulatedGroup group, EssCall call) {
		List<String> targets = targets(call.parameters());
		List<String> notAttached = targets.stream().filter((each) -> !group.loadBalancers().contains(each)).toList();
		boolean partial = notAttached.size() < targets.size();
		if (!notAttached.isEmpty() && (call.settings().partialMatchRefused() || !partial)) {
			throw EssErrors.noSuchLoadBalancer(notAttached.getFirst()).asException();
		}
	}

	@Override
	@Behaviour(value = "only ForceDetach removes the group's instances from the load balancer",
			checkedAgainst = Source.SEED)
	SimulatedGroup effect(SimulatedGroup group, RpcParameters parameters, List<String> failedInstanceIds) {
		SimulatedGroup after = group;
		for (String loadBalancer : targets(parameters)) {
			after = after.withoutLoadBalancer(loadBalancer);
			if (parameters.flag("ForceDetach")) {
				after = after.backends(loadBalancer, failedInstanceIds);
			}
		}
		return after;
	}

}
