package dev.esssimulator;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * How the simulator behaves where the real service's behaviour is unknown, adjustable or
 * slow. Immutable: every {@code with…} answers a changed copy.
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

	private Duration tokenLifetime = Duration.ofHours(24);

	private int loadBalancerQuota = 30;

	private int albServerGroupQuota = 30;

	private int albServerGroupsPerCall = 100;

	private SimulatorSettings() {
	}

	public static SimulatorSettings defaults() {
		return new SimulatorSettings();
	}

	/** Where to listen. */
	public String host() {
		return this.host;
	}

	public SimulatorSettings withHost(String host) {
		return with((copy) -> copy.host = host);
	}

	/** 0 takes a free one. */
	public int port() {
		return this.port;
	}

	public SimulatorSettings withPort(int port) {
		return with((copy) -> copy.port = port);
	}

	/**
	 * Whether the account's time runs by itself or stands still until a test advances it.
	 */
	public boolean tickingClock() {
		return this.tickingClock;
	}

	public SimulatorSettings withTickingClock(boolean tickingClock) {
		return with((copy) -> copy.tickingClock = tickingClock);
	}

	/** How many requests, writes, ended activities and ClientTokens are kept, each. */
	public int remembered() {
		return this.remembered;
	}

	public SimulatorSettings withRemembered(int remembered) {
		return with((copy) -> copy.remembered = remembered);
	}

	/** The key pair accepted from the start. */
	public AccessKey accessKey() {
		return this.accessKey;
	}

	public SimulatorSettings withAccessKey(AccessKey accessKey) {
		return with((copy) -> copy.accessKey = accessKey);
	}

	/** The regions that have ESS. */
	public List<String> regions() {
		return this.regions;
	}

	public SimulatorSettings withRegions(List<String> regions) {
		return with((copy) -> copy.regions = regions);
	}

	/** Whose words the gateway uses. */
	public Wording wording() {
		return this.wording;
	}

	public SimulatorSettings withWording(Wording wording) {
		return with((copy) -> copy.wording = wording);
	}

	/** Which gateway checks are made, and in which order. */
	public List<GatewayCheck> gatewayOrder() {
		return this.gatewayOrder;
	}

	public SimulatorSettings withGatewayOrder(List<GatewayCheck> gatewayOrder) {
		return with((copy) -> copy.gatewayOrder = gatewayOrder);
	}

	/** Which checks ESS makes on a write, and in which order. */
	public List<EssCheck> essOrder() {
		return this.essOrder;
	}

	public SimulatorSettings withEssOrder(List<EssCheck> essOrder) {
		return with((copy) -> copy.essOrder = essOrder);
	}

	/** How far a request's timestamp may be from the gateway's time. */
	public Duration timestampTolerance() {
		return this.timestampTolerance;
	}

	public SimulatorSettings withTimestampTolerance(Duration timestampTolerance) {
		return with((copy) -> copy.timestampTolerance = timestampTolerance);
	}

	/** Null, as from the start, for none. */
	public @Nullable Throttling throttling() {
		return this.throttling;
	}

	public SimulatorSettings withThrottling(@Nullable Throttling throttling) {
		return with((copy) -> copy.throttling = throttling);
	}

	/** How long an activity takes. */
	public Duration activityDuration() {
		return this.activityDuration;
	}

	public SimulatorSettings withActivityDuration(Duration activityDuration) {
		return with((copy) -> copy.activityDuration = activityDuration);
	}

	/** How an activity ends when no other end is queued for it. */
	public ActivityOutcome activityOutcome() {
		return this.activityOutcome;
	}

	public SimulatorSettings withActivityOutcome(ActivityOutcome activityOutcome) {
		return with((copy) -> copy.activityOutcome = activityOutcome);
	}

	/** How long DescribeScalingActivities does not know an activity yet. */
	public Duration activityVisibleAfter() {
		return this.activityVisibleAfter;
	}

	public SimulatorSettings withActivityVisibleAfter(Duration activityVisibleAfter) {
		return with((copy) -> copy.activityVisibleAfter = activityVisibleAfter);
	}

	/**
	 * Whether an activity's effect on the attachments shows at its start already, not at
	 * its end.
	 */
	public boolean attachmentsMoveAtOnce() {
		return this.attachmentsMoveAtOnce;
	}

	public SimulatorSettings withAttachmentsMoveAtOnce(boolean attachmentsMoveAtOnce) {
		return with((copy) -> copy.attachmentsMoveAtOnce = attachmentsMoveAtOnce);
	}

	/** The lifecycle states in which a group refuses writes. */
	public Set<String> refusedGroupStates() {
		return this.refusedGroupStates;
	}

	public SimulatorSettings withRefusedGroupStates(Set<String> refusedGroupStates) {
		return with((copy) -> copy.refusedGroupStates = refusedGroupStates);
	}

	/** Whether a write that starts no activity is refused, too, while one is running. */
	public boolean plainWritesWait() {
		return this.plainWritesWait;
	}

	public SimulatorSettings withPlainWritesWait(boolean plainWritesWait) {
		return with((copy) -> copy.plainWritesWait = plainWritesWait);
	}

	/**
	 * The refusal while an activity runs: ScalingActivityInProgress or
	 * InvalidOperation.Conflict.
	 */
	public String busyCode() {
		return this.busyCode;
	}

	public SimulatorSettings withBusyCode(String busyCode) {
		return with((copy) -> copy.busyCode = busyCode);
	}

	/**
	 * Whether the ALB actions call a missing group an invalid parameter, not a missing
	 * resource.
	 */
	public boolean missingGroupIsInvalidParameter() {
		return this.missingGroupIsInvalidParameter;
	}

	public SimulatorSettings withMissingGroupIsInvalidParameter(boolean missingGroupIsInvalidParameter) {
		return with((copy) -> copy.missingGroupIsInvalidParameter = missingGroupIsInvalidParameter);
	}

	/** Whether a detach is refused whole when only some of its targets are attached. */
	public boolean partialMatchRefused() {
		return this.partialMatchRefused;
	}

	public SimulatorSettings withPartialMatchRefused(boolean partialMatchRefused) {
		return with((copy) -> copy.partialMatchRefused = partialMatchRefused);
	}

	/** How long a ClientToken is remembered. */
	public Duration tokenLifetime() {
		return this.tokenLifetime;
	}

	public SimulatorSettings withTokenLifetime(Duration tokenLifetime) {
		return with((copy) -> copy.tokenLifetime = tokenLifetime);
	}

	/** How many classic load balancers a group may have. */
	public int loadBalancerQuota() {
		return this.loadBalancerQuota;
	}

	public SimulatorSettings withLoadBalancerQuota(int loadBalancerQuota) {
		return with((copy) -> copy.loadBalancerQuota = loadBalancerQuota);
	}

	/** How many ALB server groups a group may have. */
	public int albServerGroupQuota() {
		return this.albServerGroupQuota;
	}

	public SimulatorSettings withAlbServerGroupQuota(int albServerGroupQuota) {
		return with((copy) -> copy.albServerGroupQuota = albServerGroupQuota);
	}

	/** How many ALB server groups one call may name. */
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
