package dev.esssimulator;

import java.util.List;

/** Example groups. The first one has the IDs of the examples in the ESS documentation. */
public final class Seeds {

	public static final String REGION = "cn-hangzhou";

	public static final String GROUP = "asg-bp18p2yfxow2dloq";

	public static final String ALB_SERVER_GROUP = "sgp-ddwb0y0g6y9bjm";

	public static final int PORT = 443;

	public static final List<String> LOAD_BALANCERS = List.of("lb-bp1w3k8dq5n2y7c0xj4ta", "lb-bp1m6r0vz9f4h2s8ue1go",
			"lb-bp1q7x5b3p9k1d6tl8wnc", "lb-bp1y2j4e8a6c0z7rh3vms", "lb-bp1d9t1u5g3o7i2fk6qbx",
			"lb-bp1z0h8l4w6s2n5mp9ejy");

	/** A group for the commands of the sandbox and of the README. */
	public static final String TOUR_GROUP = "asg-bp1tourshopweb0a1b2c";

	/** A group for example clients. Each client detaches a different port. */
	public static final String CLIENTS_GROUP = "asg-bp1clientsweb3d4e5f6";

	/** A group with an activity that does not end. */
	public static final String BUSY_GROUP = "asg-bp1busyshopweb7g8h9i";

	/** ID of an ended activity, which examples can poll at once. */
	public static final String PAST_ACTIVITY = "asa-bp175o6f6ego3r2j4dl5";

	private Seeds() {
	}

	public static List<SimulatedGroup> all() {
		return List.of(documented(), tour(), clients(), busy(), singapore());
	}

	public static SimulatedGroup documented() {
		SimulatedGroup group = SimulatedGroup.in(REGION)
			.id(GROUP)
			.albServerGroup(ALB_SERVER_GROUP, PORT, 100)
			.albServerGroup("sgp-ddwb0y0g6y9bjm", 80, 60)
			.albServerGroup("sgp-5yc3bd9lfyh1hg", 8081, 50)
			.albServerGroup("sgp-kz6pw41vtq8xrn", 8080, 100)
			.albServerGroup("sgp-m2u7ej0scaqof4", 443, 20)
			.albServerGroup("sgp-x9h3vt5dgwl8by", 8443, 0)
			.serverGroup("sgp-nlb4q8r1zk7t2mv", "NLB", 9000, 100)
			.instance("i-bp10c2a4e6g8i0k2m4o6")
			.instance("i-bp11d3b5f7h9j1l3n5p7")
			.instance("i-bp12e4c6g8i0k2m4o6q8");
		for (String loadBalancer : LOAD_BALANCERS) {
			group = group.loadBalancer(loadBalancer, 50);
		}
		return group;
	}

	private static SimulatedGroup tour() {
		return SimulatedGroup.in(REGION)
			.id(TOUR_GROUP)
			.albServerGroup("sgp-tour1a2b3c4d5e", 80, 100)
			.albServerGroup("sgp-tour1a2b3c4d5e", 443, 100)
			.albServerGroup("sgp-tour6f7g8h9i0j", 8080, 50)
			.loadBalancer("lb-bp1tour2k4m6p8r0s2u4w", 100)
			.instance("i-bp1tour0a1b2c3d4e5f6")
			.instance("i-bp1tour7g8h9i0j1k2l3");
	}

	private static SimulatedGroup clients() {
		SimulatedGroup group = SimulatedGroup.in(REGION).id(CLIENTS_GROUP).instance("i-bp1clients0a1b2c3d4e5");
		for (int port = 8080; port <= 8089; port++) {
			group = group.albServerGroup("sgp-clients5k6l7m8n", port, 100);
		}
		return group;
	}

	private static SimulatedGroup busy() {
		return SimulatedGroup.in(REGION)
			.id(BUSY_GROUP)
			.albServerGroup("sgp-busy9n8m7l6k5j", 80, 100)
			.albServerGroup("sgp-busy9n8m7l6k5j", 443, 100)
			.instance("i-bp1busy0a1b2c3d4e5f6");
	}

	/** Starts the activity of the busy group. */
	public static void occupy(EssSimulator simulator) {
		simulator.startActivity(REGION, BUSY_GROUP, ActivityOutcome.neverEnding());
	}

	private static SimulatedGroup singapore() {
		return SimulatedGroup.in("ap-southeast-1")
			.id("asg-t4n7c2k9x5v0q3w8zr1e")
			.albServerGroup("sgp-t4n1f6j8b0d2h5", 8080, 100)
			.albServerGroup("sgp-t4n9s3l7m5p1y6", 8080, 40)
			.loadBalancer("lb-t4n3g7r1w9z5k2c8xq0uh")
			.loadBalancer("lb-t4n8a2e6i4o0u9y5bd1vf")
			.instance("i-t4n0b2d4f6h8j0l2n4p6")
			.instance("i-t4n1c3e5g7i9k1m3o5q7");
	}

}
