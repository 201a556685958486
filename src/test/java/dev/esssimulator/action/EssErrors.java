package dev.esssimulator.action;

import dev.esssimulator.Behaviour;
import dev.esssimulator.Source;
import dev.esssimulator.gateway.GatewayError;

/** Errors of ESS itself, in the wording of its documentation. */
final class EssErrors {

	private EssErrors() {
	}

	@Behaviour(value = "a region without ESS: ResourceNotAvailable", checkedAgainst = Source.DOC,
			switchedBy = "withRegions")
	static GatewayError noSuchRegion() {
		return GatewayError.of(400, "ResourceNotAvailable",
				"Resource you requested is not available in this region or zone.");
	}

	@Behaviour(value = "a missing group, to the CLB actions: InvalidScalingGroupId.NotFound",
			checkedAgainst = Source.SEED)
	static GatewayError noSuchGroup() {
		return GatewayError.of(404, "InvalidScalingGroupId.NotFound", "The specified scaling group does not exist.");
	}

	@Behaviour(value = "a missing group, to the ALB actions: the text that ScalingGroupId is not valid",
			checkedAgainst = Source.TERRAFORM)
	@Behaviour(value = "a missing group, to the ALB actions: 400 InvalidParameter",
			switchedBy = "withMissingGroupIsInvalidParameter")
	static GatewayError invalidGroup() {
		return invalidParameter("ScalingGroupId");
	}

	static GatewayError invalidParameter(String name) {
		return GatewayError.of(400, "InvalidParameter",
				"The specified value of parameter \"%s\" is not valid.".formatted(name));
	}

	@Behaviour(value = "a group whose state rejects writes: IncorrectScalingGroupStatus", checkedAgainst = Source.DOC)
	@Behaviour(value = "writes are rejected in the states Inactive and Deleting", switchedBy = "withRefusedGroupStates")
	static GatewayError wrongGroupState() {
		return GatewayError.of(400, "IncorrectScalingGroupStatus",
				"The current status of the specified scaling group does not support this action.");
	}

	@Behaviour(value = "a write during an activity: ScalingActivityInProgress",
			checkedAgainst = { Source.DOC, Source.TERRAFORM }, switchedBy = "withBusyCode")
	@Behaviour("status and text of InvalidOperation.Conflict")
	static GatewayError busy(String code) {
		return GatewayError.of(400, code,
				"You cannot delete a scaling group or launch a new scaling activity while there is a scaling activity "
						+ "in progress for the specified scaling group.");
	}

	@Behaviour(value = "a ClientToken that belongs to another request: IdempotentParameterMismatch",
			checkedAgainst = { Source.DOC, Source.OTHER })
	static GatewayError reusedToken() {
		return GatewayError.of(400, "IdempotentParameterMismatch",
				"Request uses a client token in a previous request but is not Identical to that request.");
	}

	@Behaviour(value = "detaching an ALB server group that is not attached: AlbServerGroup.NotAttached",
			checkedAgainst = Source.SEED)
	static GatewayError albServerGroupNotAttached() {
		return GatewayError.of(400, "AlbServerGroup.NotAttached",
				"The ALB ServerGroups are not attached to specific ScalingGroup.");
	}

	@Behaviour(value = "attaching an attached ALB server group: AlbServerGroup.AlreadyAttached",
			checkedAgainst = Source.DOC)
	static GatewayError albServerGroupAttached() {
		return GatewayError.of(400, "AlbServerGroup.AlreadyAttached", "The ALB ServerGroups are already attached.");
	}

	@Behaviour(value = "attaching an ALB server group that does not exist: AlbServerGroup.NotExist",
			checkedAgainst = Source.DOC)
	static GatewayError noSuchAlbServerGroup(String id) {
		return GatewayError.of(400, "AlbServerGroup.NotExist",
				"The ServerGroup \"%s\" do(es) not exist.".formatted(id));
	}

	@Behaviour(value = "a load balancer that is not attached, or does not exist: InvalidLoadBalancerId.NotFound",
			checkedAgainst = { Source.SEED, Source.DOC })
	static GatewayError noSuchLoadBalancer(String id) {
		return GatewayError.of(404, "InvalidLoadBalancerId.NotFound",
				"The Load Balancer \"%s\" does not exist.".formatted(id));
	}

	@Behaviour(value = "more than 30 load balancers in a group: QuotaExceeded.LoadBalancer",
			checkedAgainst = Source.DOC, switchedBy = "withLoadBalancerQuota")
	@Behaviour(value = "more than 30 ALB server groups in a group: the code for load balancers",
			switchedBy = "withAlbServerGroupQuota")
	static GatewayError quotaExceeded(String groupId) {
		return GatewayError.of(400, "QuotaExceeded.LoadBalancer",
				"LoadBalancer quota exceeded in the scaling group \"%s\".".formatted(groupId));
	}

}
