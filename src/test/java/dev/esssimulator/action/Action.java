package dev.esssimulator.action;

import java.util.Map;

import dev.esssimulator.gateway.RpcParameters;

/** An action of ESS, named like its class. */
public interface Action {

	default String name() {
		return getClass().getSimpleName();
	}

	/** Parameters that the gateway requires, and their types. */
	void check(RpcParameters parameters);

	/** Executes the action and returns the fields of its response without RequestId. */
	Map<String, Object> answer(EssCall call);

}
