package dev.essfacade.attachment;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.essfacade.support.Caller;
import dev.esssimulator.AlbServerGroup;
import dev.esssimulator.SimulatedGroup;

/**
 * A generated scaling group and one detach from it.
 *
 * @param group the group
 * @param path path of the detach
 * @param body body of the detach
 * @param force whether the detach also removes the instances from the targets
 * @param targets targets of the detach, as the simulator names them
 */
record World(SimulatedGroup group, String path, String body, boolean force, List<String> targets) {

	private static final List<String> INSTANCE_STATES = List.of("InService", "InService", "Protected", "Standby",
			"Pending", "Pending:Wait", "Stopped", "Removing", "Removing:Wait");

	static World generate(long seed) {
		Random random = new Random(seed);
		SimulatedGroup group = group(random);
		return random.nextBoolean() ? albDetach(group, random) : clbDetach(group, random);
	}

	private static SimulatedGroup group(Random random) {
		SimulatedGroup group = SimulatedGroup.in("cn-hangzhou")
			.id("asg-bp18p2yfxow2dloq")
			.lifecycleState((random.nextInt(20) == 0) ? "Inactive" : "Active");
		for (int i = random.nextInt(4); i > 0; i--) {
			group = random.nextBoolean() ? group.loadBalancer("lb-" + i)
					: group.loadBalancer("lb-" + i, weight(random));
		}
		for (int i = random.nextInt(5); i > 0; i--) {
			group = group.albServerGroup("sgp-" + (i % 3), 80 + i, weight(random));
		}
		for (int i = random.nextInt(4) - 2; i > 0; i--) {
			group = group.serverGroup("sgp-n" + i, random.nextBoolean() ? "NLB" : "GWLB", 90, weight(random));
		}
		for (int i = random.nextInt(4) - 2; i > 0; i--) {
			group = group.vServerGroup("lb-" + i, "rsp-" + i, 70, weight(random));
		}
		int instances = (random.nextInt(20) == 0) ? 50 + random.nextInt(60) : random.nextInt(6);
		for (int i = 0; i < instances; i++) {
			group = group.instance("i-" + i, INSTANCE_STATES.get(random.nextInt(INSTANCE_STATES.size())));
		}
		return group;
	}

	private static int weight(Random random) {
		return (random.nextInt(4) == 0) ? 0 : random.nextInt(101);
	}

	private static World albDetach(SimulatedGroup group, Random random) {
		boolean force = random.nextBoolean();
		List<String> targets = some(group.albServerGroups().stream().map(AlbServerGroup::target), "sgp-none:1", 6,
				random);
		String body = targets.stream()
			.map((each) -> each.split(":", -1))
			.map((each) -> "{\"albServerGroupId\": \"%s\", \"port\": %s}".formatted(each[0], each[1]))
			.collect(Collectors.joining(", ", "{\"albServerGroups\": [",
					"], \"forceDetach\": %s, \"allowLast\": %s}".formatted(force, random.nextBoolean())));
		return new World(group, Caller.ALB_DETACH, body, force, targets);
	}

	private static World clbDetach(SimulatedGroup group, Random random) {
		boolean force = random.nextBoolean();
		List<String> targets = some(group.loadBalancers().stream(), "lb-none", 5, random);
		String body = targets.stream()
			.map((each) -> '"' + each + '"')
			.collect(Collectors.joining(", ", "{\"loadBalancers\": [",
					"], \"forceDetach\": %s, \"async\": %s, \"allowLast\": %s}".formatted(force, random.nextBoolean(),
							random.nextBoolean())));
		return new World(group, Caller.CLB_DETACH, body, force, targets);
	}

	/** Returns some attached targets, sometimes with one that is not attached. */
	private static List<String> some(Stream<String> attached, String other, int most, Random random) {
		List<String> all = new ArrayList<>(attached.toList());
		Collections.shuffle(all, random);
		List<String> some = new ArrayList<>(
				all.subList(0, IntStream.of(all.size(), 1 + random.nextInt(most)).min().orElse(0)));
		if (some.isEmpty() || (some.size() < most && random.nextInt(10) == 0)) {
			some.add(other);
		}
		return some;
	}

}
