package dev.esssimulator.action;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.esssimulator.ActivityOutcome;
import dev.esssimulator.Behaviour;
import dev.esssimulator.EssCheck;
import dev.esssimulator.LedgerEntry;
import dev.esssimulator.SimulatedGroup;
import dev.esssimulator.Source;
import dev.esssimulator.gateway.GatewayError;
import dev.esssimulator.gateway.RpcParameters;
import dev.esssimulator.state.ClientTokens;
import org.jspecify.annotations.Nullable;

/** Common steps of all writes: ordered checks, ClientToken, activity and ledger. */
abstract class GroupWrite implements Action {

	/**
	 * Whether the write starts an activity, and takes effect only when the activity ends.
	 */
	abstract boolean startsActivity(RpcParameters parameters);

	/** Targets of the request, as the ledger records them. */
	abstract List<String> targets(RpcParameters parameters);

	abstract GatewayError missingGroup(EssCall call);

	abstract void checkAttachments(SimulatedGroup group, EssCall call);

	void checkQuota(SimulatedGroup group, EssCall call) {
	}

	/** Returns the changed group. Failed instances keep their state. */
	abstract SimulatedGroup effect(SimulatedGroup group, RpcParameters parameters, List<String> failedInstanceIds);

	@Override
	public void check(RpcParameters parameters) {
		parameters.required("ScalingGroupId");
		checkClientToken(parameters.text("ClientToken", ""));
	}

	@Behaviour(value = "a ClientToken is at most 64 ASCII characters", checkedAgainst = Source.SEED)
	private static void checkClientToken(String token) {
		if (token.length() > 64 || !token.chars().allMatch((each) -> each < 128)) {
			throw EssErrors.invalidParameter("ClientToken").asException();
		}
	}

	@Override
	@Behaviour(value = "the order of ESS's own checks on a write", switchedBy = "withEssOrder")
	public final Map<String, Object> answer(EssCall call) {
		for (EssCheck check : call.settings().essOrder()) {
			Map<String, Object> before = (check == EssCheck.CLIENT_TOKEN) ? recall(call) : null;
			if (before != null) {
				return before;
			}
			make(check, call);
		}
		return commit(requireGroup(call), call);
	}

	private void make(EssCheck check, EssCall call) {
		switch (check) {
			case REGION -> call.requireRegion();
			case GROUP -> requireGroup(call);
			case GROUP_STATE -> group(call).ifPresent((group) -> checkState(group, call));
			case ACTIVITY_IN_PROGRESS -> group(call).ifPresent((group) -> checkIdle(group, call));
			case ATTACHMENTS -> group(call).ifPresent((group) -> checkAttachments(group, call));
			case QUOTA -> group(call).ifPresent((group) -> checkQuota(group, call));
			case CLIENT_TOKEN -> {
				// answer() has already searched for this token
			}
		}
	}

	private static Optional<SimulatedGroup> group(EssCall call) {
		RpcParameters parameters = call.parameters();
		return call.account().find(parameters.text("RegionId"), parameters.required("ScalingGroupId"));
	}

	private SimulatedGroup requireGroup(EssCall call) {
		return group(call).orElseThrow(() -> missingGroup(call).asException());
	}

	private static void checkState(SimulatedGroup group, EssCall call) {
		if (call.settings().refusedGroupStates().contains(group.lifecycleState())) {
			throw EssErrors.wrongGroupState().asException();
		}
	}

	@Behaviour(value = "a write without an activity is rejected during one, too", switchedBy = "withPlainWritesWait")
	private void checkIdle(SimulatedGroup group, EssCall call) {
		boolean mustWait = call.settings().plainWritesWait() || startsActivity(call.parameters());
		if (mustWait && call.account().isBusy(group)) {
			throw EssErrors.busy(call.settings().busyCode()).asException();
		}
	}

	private @Nullable Map<String, Object> recall(EssCall call) {
		String token = call.parameters().text("ClientToken");
		try {
			return (token != null) ? call.account().clientTokens().recall(token, pinned(call), call.now()) : null;
		}
		catch (ClientTokens.Mismatch ex) {
			throw EssErrors.reusedToken().asException();
		}
	}

	private Object pinned(EssCall call) {
		return List.of(name(), call.parameters().withoutCommon());
	}

	private Map<String, Object> commit(SimulatedGroup group, EssCall call) {
		String activityId = takeEffect(group, call);
		String token = call.parameters().text("ClientToken");
		Map<String, Object> answer = (activityId != null) ? Map.of("ScalingActivityId", activityId) : Map.of();
		if (token != null) {
			call.account()
				.clientTokens()
				.remember(token, pinned(call), answer, call.now(), call.settings().tokenLifetime());
		}
		call.account()
			.record(new LedgerEntry(call.now(), group.regionId(), group.id(), name(), targets(call.parameters()), token,
					activityId));
		return answer;
	}

	private @Nullable String takeEffect(SimulatedGroup group, EssCall call) {
		if (!startsActivity(call.parameters())) {
			call.account().change(group, (before) -> effect(before, call.parameters(), List.of()));
			return null;
		}
		ActivityOutcome outcome = call.account().nextOutcome().in(group);
		return call.account()
			.start(group, "A user requests to %s.".formatted(name()), outcome,
					(before) -> effect(before, call.parameters(), outcome.failedInstanceIds()))
			.id();
	}

}
