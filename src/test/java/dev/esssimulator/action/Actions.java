package dev.esssimulator.action;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Actions of the simulator. */
public final class Actions {

	public static final Map<String, Action> ALL = List
		.of(new DetachAlbServerGroups(), new DetachLoadBalancers(), new AttachAlbServerGroups(),
				new AttachLoadBalancers(), new DescribeScalingActivities(), new DescribeScalingGroups(),
				new DescribeScalingInstances(), new DescribeRegions())
		.stream()
		.collect(Collectors.toUnmodifiableMap(Action::name, Function.identity()));

	private Actions() {
	}

	public static Action named(String name) {
		return Objects.requireNonNull(ALL.get(name), name);
	}

}
