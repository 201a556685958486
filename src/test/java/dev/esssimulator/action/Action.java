package dev.esssimulator.action;

import java.util.Map;

import dev.esssimulator.gateway.RpcParameters;

/** An action of ESS. The class has the name of the action. */
public interface Action {

	default String name() {
		return getClass().getSimpleName();
	}

	/**
	 * Checks that required parameters exist and values are valid, as the gateway does.
	 */
	void check(RpcParameters parameters);

	/** Executes the action. Returns all fields of its response except RequestId. */
	Map<String, Object> answer(EssCall call);

}
