package dev.esssimulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A scaling group and its attachments at one moment. Immutable: methods that set, add or
 * remove a value return a changed copy.
 */
public final class SimulatedGroup implements Cloneable {

	private final String regionId;

	private String id = "asg-bp1simulated0000000";

	private String lifecycleState = "Active";

	private List<String> loadBalancers = List.of();

	private List<AlbServerGroup> albServerGroups = List.of();

	private List<OtherServerGroup> otherServerGroups = List.of();

	private List<VServerGroup> vServerGroups = List.of();

	private SortedMap<String, Integer> loadBalancerWeights = new TreeMap<>();

	private List<Instance> instances = List.of();

	private Set<String> backendStates = Set.of("InService", "Protected", "Standby");

	private SortedMap<String, List<String>> backends = new TreeMap<>();

	private SimulatedGroup(String regionId) {
		this.regionId = regionId;
	}

	public static SimulatedGroup in(String regionId) {
		return new SimulatedGroup(regionId);
	}

	public SimulatedGroup id(String id) {
		return with((copy) -> copy.id = id);
	}

	public SimulatedGroup lifecycleState(String state) {
		return with((copy) -> copy.lifecycleState = state);
	}

	public SimulatedGroup loadBalancer(String loadBalancerId) {
		return with((copy) -> copy.loadBalancers = more(this.loadBalancers, loadBalancerId));
	}

	/**
	 * Attaches a load balancer with a weight, which {@code LoadBalancerConfigs} lists.
	 */
	public SimulatedGroup loadBalancer(String loadBalancerId, int weight) {
		return loadBalancer(loadBalancerId).with((copy) -> {
			copy.loadBalancerWeights = new TreeMap<>(this.loadBalancerWeights);
			copy.loadBalancerWeights.put(loadBalancerId, weight);
		});
	}

	public SimulatedGroup albServerGroup(String albServerGroupId, int port, int weight) {
		return with((copy) -> copy.albServerGroups = more(this.albServerGroups,
				new AlbServerGroup(albServerGroupId, port, weight)));
	}

	/** Attaches a server group of a type without a detach action, such as NLB. */
	public SimulatedGroup serverGroup(String serverGroupId, String type, int port, int weight) {
		return with((copy) -> copy.otherServerGroups = more(this.otherServerGroups,
				new OtherServerGroup(serverGroupId, type, port, weight)));
	}

	/** Attaches a vServer group of a classic load balancer. */
	public SimulatedGroup vServerGroup(String loadBalancerId, String vServerGroupId, int port, int weight) {
		return with((copy) -> copy.vServerGroups = more(this.vServerGroups,
				new VServerGroup(loadBalancerId, vServerGroupId, port, weight)));
	}

	public SimulatedGroup instance(String instanceId) {
		return instance(instanceId, "InService");
	}

	public SimulatedGroup instance(String instanceId, String lifecycleState) {
		return with((copy) -> copy.instances = more(this.instances, new Instance(instanceId, lifecycleState)));
	}

	/** Sets the lifecycle states in which instances are backends of attached targets. */
	public SimulatedGroup backendStates(Set<String> states) {
		return with((copy) -> copy.backendStates = states);
	}

	public SimulatedGroup withoutLoadBalancer(String loadBalancerId) {
		return with((copy) -> {
			copy.loadBalancers = this.loadBalancers.stream().filter((each) -> !each.equals(loadBalancerId)).toList();
			copy.loadBalancerWeights = new TreeMap<>(this.loadBalancerWeights);
			copy.loadBalancerWeights.remove(loadBalancerId);
		});
	}

	public SimulatedGroup withoutAlbServerGroup(String target) {
		return with((copy) -> copy.albServerGroups = this.albServerGroups.stream()
			.filter((each) -> !each.target().equals(target))
			.toList());
	}

	/** Sets the instances that receive traffic from a target, attached or not. */
	public SimulatedGroup backends(String target, List<String> instanceIds) {
		return with((copy) -> {
			copy.backends = new TreeMap<>(this.backends);
			copy.backends.put(target, List.copyOf(instanceIds));
		});
	}

	/**
	 * Returns a copy in which each attached target has the same backends: all instances
	 * in one of the {@link SimulatorSettings#backendStates()}.
	 */
	public SimulatedGroup settled() {
		SimulatedGroup settled = this;
		for (String target : targets()) {
			settled = settled.backends(target, backendsBut(List.of()));
		}
		return settled;
	}

	public String regionId() {
		return this.regionId;
	}

	public String id() {
		return this.id;
	}

	public String lifecycleState() {
		return this.lifecycleState;
	}

	public List<String> loadBalancers() {
		return this.loadBalancers;
	}

	public List<AlbServerGroup> albServerGroups() {
		return this.albServerGroups;
	}

	public List<OtherServerGroup> otherServerGroups() {
		return this.otherServerGroups;
	}

	public List<VServerGroup> vServerGroups() {
		return this.vServerGroups;
	}

	/** Weights of the load balancers that have one. */
	public Map<String, Integer> loadBalancerWeights() {
		return Map.copyOf(this.loadBalancerWeights);
	}

	public List<Instance> instances() {
		return this.instances;
	}

	/**
	 * Returns the instances that a forced attach adds, except the given ones, which fail.
	 */
	@Behaviour(value = "a forced write adds or removes the instances InService, Protected and Standby",
			switchedBy = "withBackendStates")
	public List<String> backendsBut(List<String> failedInstanceIds) {
		return this.instances.stream()
			.filter((each) -> this.backendStates.contains(each.lifecycleState()))
			.map(Instance::id)
			.filter((each) -> !failedInstanceIds.contains(each))
			.toList();
	}

	/** Returns the backends of each target. Keys are as in {@link #targets()}. */
	public Map<String, List<String>> backends() {
		return Map.copyOf(this.backends);
	}

	/** Load balancer IDs, and ALB server group IDs with colon and port. */
	public List<String> targets() {
		return Stream.concat(this.loadBalancers.stream(), this.albServerGroups.stream().map(AlbServerGroup::target))
			.toList();
	}

	private static <T> List<T> more(List<T> list, T item) {
		List<T> more = new ArrayList<>(list);
		more.add(item);
		return List.copyOf(more);
	}

	private SimulatedGroup with(Consumer<SimulatedGroup> change) {
		try {
			SimulatedGroup copy = (SimulatedGroup) clone();
			change.accept(copy);
			return copy;
		}
		catch (CloneNotSupportedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** An instance of the group. */
	public record Instance(String id, String lifecycleState) {
	}

	/** A server group that is neither an ALB server group nor a VServer group. */
	public record OtherServerGroup(String id, String type, int port, int weight) {
	}

	/** VServer group of a classic load balancer. */
	public record VServerGroup(String loadBalancerId, String id, int port, int weight) {
	}

}
