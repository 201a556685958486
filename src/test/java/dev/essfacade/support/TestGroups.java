package dev.essfacade.support;

import dev.esssimulator.SimulatedGroup;

/** The scaling group of most tests, and the bodies of its detaches. */
public final class TestGroups {

	/** Body of a detach of one ALB server group without force. */
	public static final String ALB_DETACH = """
			{"albServerGroups": [{"albServerGroupId": "sgp-ddwb0y0g6y9bjm", "port": 22}]}""";

	/** Body of a forced detach, which starts an activity. */
	public static final String FORCED_ALB_DETACH = """
			{"albServerGroups": [{"albServerGroupId": "sgp-ddwb0y0g6y9bjm", "port": 22}], "forceDetach": true}""";

	/** Body of a detach of one classic load balancer. */
	public static final String CLB_DETACH = """
			{"loadBalancers": ["lb-bp1u7etiogg38yvwz"]}""";

	/** Body of the attach that undoes {@link #ALB_DETACH}. */
	public static final String ALB_ATTACH = """
			{"albServerGroups": [{"albServerGroupId": "sgp-ddwb0y0g6y9bjm", "port": 22, "weight": 100}]}""";

	/** Body of the attach that undoes {@link #CLB_DETACH}. */
	public static final String CLB_ATTACH = """
			{"loadBalancers": [{"loadBalancerId": "lb-bp1u7etiogg38yvwz"}]}""";

	private TestGroups() {
	}

	/**
	 * Returns a group with two load balancers, and three attachments of two ALB server
	 * groups.
	 */
	public static SimulatedGroup group() {
		return SimulatedGroup.in("cn-hangzhou")
			.id("asg-bp18p2yfxow2dloq")
			.albServerGroup("sgp-ddwb0y0g6y9bjm", 22, 100)
			.albServerGroup("sgp-ddwb0y0g6y9bjm", 80, 50)
			.albServerGroup("sgp-n8aqvz6ul9nqm3", 80, 50)
			.loadBalancer("lb-bp1u7etiogg38yvwz")
			.loadBalancer("lb-bp1qwlxk3h2pj6e4h")
			.instance("i-bp1abc");
	}

}
