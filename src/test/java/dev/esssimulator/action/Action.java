package dev.esssimulator.action;

import java.util.Map;

import dev.esssimulator.gateway.RpcParameters;

/** An operation of ESS; its name on the wire is the name of its class. */
public interface Action {

	default String name() {
		return getClass().getSimpleName();
	}

	/**
	 * What the gateway checks before ESS sees the request: what must be there, and its
	 * types.
	 */
	void check(RpcParameters parameters);

	/** The fields of the answer, beside RequestId. */
	Map<String, Object> answer(EssCall call);

}
