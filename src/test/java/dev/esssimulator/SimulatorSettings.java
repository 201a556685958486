package dev.esssimulator;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * Behaviour of the simulator where the behaviour of ESS is unknown, configurable or slow.
 * Immutable: every {@code with…} method returns a changed copy.
 */
public final class SimulatorSettings implements Cloneable {

	private String host = "127.0.0.1";

	private int port;

	private boolean tickingClock;

	private int remembered = Integer.MAX_VALUE;

	private AccessKey accessKey = AccessKey.EXAMPLE;

	private List<String> regions = Regions.ALL;

	private Wording wording = Wording.GATEWAY;

	private List<GatewayCheck> gatewayOrder = List.of(GatewayCheck.values());

	private List<EssCheck> essOrder = List.of(EssCheck.values());

	private Duration timestampTolerance = Duration.ofMinutes(15);

	private @Nullable Throttling throttling;

	private Duration activityDuration = Duration.ofSeconds(60);

	private ActivityOutcome activityOutcome = ActivityOutcome.successful();

	private Duration activityVisibleAfter = Duration.ZERO;

	private boolean attachmentsMoveAtOnce;

	private Set<String> refusedGroupStates = Set.of("Inactive", "Deleting");

	private boolean plainWritesWait = true;

	private String busyCode = "ScalingActivityInProgress";

	private boolean missingGroupIsInvalidParameter = true;

	private boolean partialMatchRefused = true;

	private Set<String> backendStates = Set.of("InService", "Protected", "Standby");

	private boolean loadBalancerWeightsListed = true;

	private boolean albServerGroupsListedTwice;

	private Duration tokenLifetime = Duration.ofHours(24);

	private int loadBalancerQuota = 30;

	private int albServerGroupQuota = 30;

	private int albServerGroupsPerCall = 100;

	private SimulatorSettings() {
	}

	public static SimulatorSettings defaults() {
		return new SimulatorSettings();
	}

	/** Address to bind. */
	public String host() {
		return this.host;
	}

	public SimulatorSettings withHost(String host) {
		return with((copy) -> copy.host = host);
	}

	/** Port to bind; 0 selects a free port. */
	public int port() {
		return this.port;
	}

	public SimulatorSettings withPort(int port) {
		return with((copy) -> copy.port = port);
	}

	/** Whether the account's clock ticks by itself. If not, only tests advance it. */
	public boolean tickingClock() {
		return this.tickingClock;
	}

	public SimulatorSettings withTickingClock(boolean tickingClock) {
		return with((copy) -> copy.tickingClock = tickingClock);
	}

	/**
	 * How many requests the simulator keeps. The same limit applies to writes, to ended
	 * activities and to ClientTokens.
	 */
	public int remembered() {
		return this.remembered;
	}

	public SimulatorSettings withRemembered(int remembered) {
		return with((copy) -> copy.remembered = remembered);
	}

	/** Access key that the simulator accepts from the start. */
	public AccessKey accessKey() {
		return this.accessKey;
	}

	public SimulatorSettings withAccessKey(AccessKey accessKey) {
		return with((copy) -> copy.accessKey = accessKey);
	}

	/** Regions with ESS. */
	public List<String> regions() {
		return this.regions;
	}

	public SimulatorSettings withRegions(List<String> regions) {
		return with((copy) -> copy.regions = regions);
	}

	/** Wording of the gateway's errors. */
	public Wording wording() {
		return this.wording;
	}

	public SimulatorSettings withWording(Wording wording) {
		return with((copy) -> copy.wording = wording);
	}

	/** Checks of the gateway, in their order. */
	public List<GatewayCheck> gatewayOrder() {
		return this.gatewayOrder;
	}

	public SimulatorSettings withGatewayOrder(List<GatewayCheck> gatewayOrder) {
		return with((copy) -> copy.gatewayOrder = gatewayOrder);
	}

	/** Checks of ESS on a write, in their order. */
	public List<EssCheck> essOrder() {
		return this.essOrder;
	}

	public SimulatorSettings withEssOrder(List<EssCheck> essOrder) {
		return with((copy) -> copy.essOrder = essOrder);
	}

	/** Maximum difference between a request's timestamp and the gateway's clock. */
	public Duration timestampTolerance() {
		return this.timestampTolerance;
	}

	public SimulatorSettings withTimestampTolerance(Duration timestampTolerance) {
		return with((copy) -> copy.timestampTolerance = timestampTolerance);
	}

	/** Rate limit of each action; null, the default, for no limit. */
	public @Nullable Throttling throttling() {
		return this.throttling;
	}

	public SimulatorSettings withThrottling(@Nullable Throttling throttling) {
		return with((copy) -> copy.throttling = throttling);
	}

	/** Duration of an activity. */
	public Duration activityDuration() {
		return this.activityDuration;
	}

	public SimulatorSettings withActivityDuration(Duration activityDuration) {
		return with((copy) -> copy.activityDuration = activityDuration);
	}

	/** Outcome of an activity if no outcome is queued. */
	public ActivityOutcome activityOutcome() {
		return this.activityOutcome;
	}

	public SimulatorSettings withActivityOutcome(ActivityOutcome activityOutcome) {
		return with((copy) -> copy.activityOutcome = activityOutcome);
	}

	/** Time until DescribeScalingActivities lists a new activity. */
	public Duration activityVisibleAfter() {
		return this.activityVisibleAfter;
	}

	public SimulatorSettings withActivityVisibleAfter(Duration activityVisibleAfter) {
		return with((copy) -> copy.activityVisibleAfter = activityVisibleAfter);
	}

	/** Whether an activity changes the attachments at its start in place of its end. */
	public boolean attachmentsMoveAtOnce() {
		return this.attachmentsMoveAtOnce;
	}

	public SimulatorSettings withAttachmentsMoveAtOnce(boolean attachmentsMoveAtOnce) {
		return with((copy) -> copy.attachmentsMoveAtOnce = attachmentsMoveAtOnce);
	}

	/** Lifecycle states in which a group rejects writes. */
	public Set<String> refusedGroupStates() {
		return this.refusedGroupStates;
	}

	public SimulatorSettings withRefusedGroupStates(Set<String> refusedGroupStates) {
		return with((copy) -> copy.refusedGroupStates = refusedGroupStates);
	}

	/**
	 * Whether a write without an activity is rejected while an activity is in progress.
	 */
	public boolean plainWritesWait() {
		return this.plainWritesWait;
	}

	public SimulatorSettings withPlainWritesWait(boolean plainWritesWait) {
		return with((copy) -> copy.plainWritesWait = plainWritesWait);
	}

	/**
	 * Error code while an activity is in progress: ScalingActivityInProgress or
	 * InvalidOperation.Conflict.
	 */
	public String busyCode() {
		return this.busyCode;
	}

	public SimulatorSettings withBusyCode(String busyCode) {
		return with((copy) -> copy.busyCode = busyCode);
	}

	/**
	 * Whether the ALB actions report a missing group as an invalid parameter in place of
	 * a missing resource.
	 */
	public boolean missingGroupIsInvalidParameter() {
		return this.missingGroupIsInvalidParameter;
	}

	public SimulatorSettings withMissingGroupIsInvalidParameter(boolean missingGroupIsInvalidParameter) {
		return with((copy) -> copy.missingGroupIsInvalidParameter = missingGroupIsInvalidParameter);
	}

	/**
	 * Whether a detach is rejected as a whole if some of its targets are not attached.
	 */
	public boolean partialMatchRefused() {
		return this.partialMatchRefused;
	}

	public SimulatorSettings withPartialMatchRefused(boolean partialMatchRefused) {
		return with((copy) -> copy.partialMatchRefused = partialMatchRefused);
	}

	/** Lifecycle states in which a forced write adds or removes an instance. */
	public Set<String> backendStates() {
		return this.backendStates;
	}

	public SimulatorSettings withBackendStates(Set<String> backendStates) {
		return with((copy) -> copy.backendStates = backendStates);
	}

	/** Whether DescribeScalingGroups lists weights of load balancers. */
	public boolean loadBalancerWeightsListed() {
		return this.loadBalancerWeightsListed;
	}

	public SimulatorSettings withLoadBalancerWeightsListed(boolean loadBalancerWeightsListed) {
		return with((copy) -> copy.loadBalancerWeightsListed = loadBalancerWeightsListed);
	}

	/**
	 * Whether DescribeScalingGroups lists an ALB server group in ServerGroups, too.
	 */
	public boolean albServerGroupsListedTwice() {
		return this.albServerGroupsListedTwice;
	}

	public SimulatorSettings withAlbServerGroupsListedTwice(boolean albServerGroupsListedTwice) {
		return with((copy) -> copy.albServerGroupsListedTwice = albServerGroupsListedTwice);
	}

	/** Lifetime of a ClientToken. */
	public Duration tokenLifetime() {
		return this.tokenLifetime;
	}

	public SimulatorSettings withTokenLifetime(Duration tokenLifetime) {
		return with((copy) -> copy.tokenLifetime = tokenLifetime);
	}

	/** Maximum number of classic load balancers per group. */
	public int loadBalancerQuota() {
		return this.loadBalancerQuota;
	}

	public SimulatorSettings withLoadBalancerQuota(int loadBalancerQuota) {
		return with((copy) -> copy.loadBalancerQuota = loadBalancerQuota);
	}

	/** Maximum number of ALB server groups per group. */
	public int albServerGroupQuota() {
		return this.albServerGroupQuota;
	}

	public SimulatorSettings withAlbServerGroupQuota(int albServerGroupQuota) {
		return with((copy) -> copy.albServerGroupQuota = albServerGroupQuota);
	}

	/** Maximum number of ALB server groups per call. */
	public int albServerGroupsPerCall() {
		return this.albServerGroupsPerCall;
	}

	public SimulatorSettings withAlbServerGroupsPerCall(int albServerGroupsPerCall) {
		return with((copy) -> copy.albServerGroupsPerCall = albServerGroupsPerCall);
	}

	private SimulatorSettings with(Consumer<SimulatorSettings> change) {
		try {
			SimulatorSettings copy = (SimulatorSettings) clone();
			change.accept(copy);
			return copy;
		}
		catch (CloneNotSupportedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
