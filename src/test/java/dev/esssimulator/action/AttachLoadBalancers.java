package dev.esssimulator.action;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.esssimulator.Behaviour;
import dev.esssimulator.SimulatedGroup;
import dev.esssimulator.Source;
import dev.esssimulator.gateway.GatewayError;
import dev.esssimulator.gateway.GatewayErrors;
import dev.esssimulator.gateway.RpcParameters;

/** Attaches classic load balancers to a scaling group. */
final class AttachLoadBalancers extends GroupWrite {

	@Override
	@Behaviour(value = "LoadBalancer.N or LoadBalancerConfig.N, at most 20, with a Weight of 0 to 100",
			checkedAgainst = { Source.DOC, Source.DOC_22 })
	public void check(RpcParameters parameters) {
		super.check(parameters);
		configs(parameters).forEach((config) -> config.integer("Weight", 50, 0, 100));
		if (targets(parameters).isEmpty()) {
			throw GatewayErrors.missingParameter("LoadBalancer").asException();
		}
		parameters.flag("ForceAttach");
		parameters.flag("Async");
	}

	private static List<RpcParameters> configs(RpcParameters parameters) {
		return parameters.numbered("LoadBalancerConfig", 20);
	}

	@Override
	@Behaviour(value = "AttachLoadBalancers returns a ScalingActivityId only with Async", checkedAgainst = Source.DOC)
	boolean startsActivity(RpcParameters parameters) {
		return parameters.flag("Async");
	}

	@Override
	List<String> targets(RpcParameters parameters) {
		Stream<String> configured = configs(parameters).stream().map((config) -> config.required("LoadBalancerId"));
		return Stream.concat(parameters.texts("LoadBalancer", 5).stream(), configured).distinct().toList();
	}

	@Override
	GatewayError missingGroup(EssCall call) {
		return EssErrors.noSuchGroup();
	}

	@Override
	void checkAttachments(SimulatedGroup group, EssCall call) {
		for (String loadBalancer : targets(call.parameters())) {
			if (call.account().isMissing(loadBalancer)) {
				throw EssErrors.noSuchLoadBalancer(loadBalancer).asException();
			}
		}
	}

	@Override
	@Behaviour(value = "attaching an attached load balancer succeeds", checkedAgainst = Source.DOC)
	void checkQuota(SimulatedGroup group, EssCall call) {
		if (effect(group, call.parameters(), List.of()).loadBalancers().size() > call.settings().loadBalancerQuota()) {
			throw EssErrors.quotaExceeded(group.id()).asException();
		}
	}

	@Override
	@Behaviour(value = "ForceAttach adds the group's instances to the load balancer", checkedAgainst = Source.DOC)
	SimulatedGroup effect(SimulatedGroup group, RpcParameters parameters, List<String> failedInstanceIds) {
		SimulatedGroup after = group;
		for (String loadBalancer : targets(parameters)) {
			after = attached(after, loadBalancer, parameters);
			if (parameters.flag("ForceAttach")) {
				after = after.backends(loadBalancer, group.backendsBut(failedInstanceIds));
			}
		}
		return after;
	}

	@Behaviour("a load balancer attached without a weight has none; attaching it again without one keeps its weight")
	private static SimulatedGroup attached(SimulatedGroup group, String loadBalancer, RpcParameters parameters) {
		Optional<RpcParameters> weighted = configs(parameters).stream()
			.filter((config) -> loadBalancer.equals(config.text("LoadBalancerId")) && config.text("Weight") != null)
			.findFirst();
		if (weighted.isPresent()) {
			return group.withoutLoadBalancer(loadBalancer)
				.loadBalancer(loadBalancer, weighted.get().requiredInteger("Weight", 0, 100));
		}
		return group.loadBalancers().contains(loadBalancer) ? group : group.loadBalancer(loadBalancer);
	}

}
