package dev.essfacade.bench;

import java.util.Map;

/**
 * A request that wrk repeats.
 *
 * @param name name in the tables
 * @param method HTTP method
 * @param path path
 * @param body body; null for a read
 */
record Load(String name, String method, String path, String body) {

	static final String GROUP = "asg-bp18p2yfxow2dloq";

	static final String SERVER_GROUP = "sgp-ddwb0y0g6y9bjm";

	static final String CLIENT_TOKEN = "0c1d6f4e-5a3b-4c2d-9e8f-7a6b5c4d3e2f";

	private static final String REGION = "/api/v1/regions/cn-hangzhou/";

	private static final String DETACH_PATH = REGION + "scaling-groups/" + GROUP + "/alb-server-groups/detach";

	static final Load DETACH = new Load("detach", "POST", DETACH_PATH, """
			{"albServerGroups":[{"albServerGroupId":"%s","port":8080}],"forceDetach":true,"clientToken":"%s"}"""
		.formatted(SERVER_GROUP, CLIENT_TOKEN));

	static final Load POLL = new Load("poll", "GET", REGION + "scaling-activities/" + Upstream.ACTIVITY, null);

	/** A detach that is rejected with 400: the port is out of range. */
	static final Load INVALID = new Load("4xx", "POST", DETACH_PATH, DETACH.body().replace("8080", "80800"));

	static final Map<String, Load> ALL = Map.of("detach", DETACH, "poll", POLL, "4xx", INVALID);

}
