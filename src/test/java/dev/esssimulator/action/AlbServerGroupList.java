package dev.esssimulator.action;

import java.util.List;

import dev.esssimulator.Behaviour;
import dev.esssimulator.Source;
import dev.esssimulator.gateway.GatewayError;
import dev.esssimulator.gateway.GatewayErrors;
import dev.esssimulator.gateway.RpcParameters;

/** Parses {@code AlbServerGroup.N} for both ALB actions. */
final class AlbServerGroupList {

	/** Limit of the parser. The action then checks the limit in the settings. */
	private static final int MOST = 10_000;

	private AlbServerGroupList() {
	}

	@Behaviour(value = "RegionId, ScalingGroupId and each AlbServerGroup.N's ID and port are mandatory",
			checkedAgainst = { Source.SEED, Source.META })
	@Behaviour(value = "Port is 1 to 65535 on attach", checkedAgainst = Source.DOC)
	@Behaviour("Port is 1 to 65535 on detach")
	static void check(RpcParameters parameters) {
		parameters.required("RegionId");
		List<RpcParameters> items = items(parameters);
		if (items.isEmpty()) {
			throw GatewayErrors.missingParameter("AlbServerGroup").asException();
		}
		for (RpcParameters item : items) {
			item.required("AlbServerGroupId");
			port(item);
		}
	}

	@Behaviour(value = "at most 100 ALB server groups in one call", checkedAgainst = Source.DOC_22,
			switchedBy = "withAlbServerGroupsPerCall")
	static void checkCount(EssCall call) {
		if (items(call.parameters()).size() > call.settings().albServerGroupsPerCall()) {
			throw EssErrors.invalidParameter("AlbServerGroup").asException();
		}
	}

	static List<RpcParameters> items(RpcParameters parameters) {
		return parameters.numbered("AlbServerGroup", MOST);
	}

	static int port(RpcParameters item) {
		return item.requiredInteger("Port", 1, 65_535);
	}

	@Behaviour(value = "an attachment is the pair of ALB server group and port",
			checkedAgainst = { Source.DOC, Source.TERRAFORM })
	static String target(RpcParameters item) {
		return item.required("AlbServerGroupId") + ":" + port(item);
	}

	static List<String> targets(RpcParameters parameters) {
		return items(parameters).stream().map(AlbServerGroupList::target).toList();
	}

	static GatewayError missingGroup(EssCall call) {
		return call.settings().missingGroupIsInvalidParameter() ? EssErrors.invalidGroup() : EssErrors.noSuchGroup();
	}

}
