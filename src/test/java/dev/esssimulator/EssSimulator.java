package dev.esssimulator;

import java.net.URI;
import java.util.List;
import java.util.function.UnaryOperator;

import dev.esssimulator.gateway.AccessKeys;
import dev.esssimulator.http.HttpServer;
import dev.esssimulator.state.Account;

/**
 * An Auto Scaling service on a port of its own, for any ESS client that can be pointed at
 * an endpoint.
 */
public final class EssSimulator implements AutoCloseable {

	private final SimulatorSettings settings;

	private final SimulatorClock clock;

	private final AccessKeys accessKeys = new AccessKeys();

	private final Account account;

	private final FaultQueue faults = new FaultQueue();

	private final Reception reception;

	private final HttpServer server;

	private EssSimulator(SimulatorSettings settings) {
		this.settings = settings;
		this.clock = new SimulatorClock(settings.tickingClock());
		this.accessKeys.accept(settings.accessKey());
		this.account = new Account(settings, this.clock);
		this.reception = new Reception(settings, this.clock, this.accessKeys, this.account, this.faults);
		this.server = HttpServer.start(settings.host(), settings.port(), this.reception::handle);
	}

	/** On a free port of 127.0.0.1, with a clock that stands until it is advanced. */
	public static EssSimulator start() {
		return start(SimulatorSettings.defaults());
	}

	public static EssSimulator start(SimulatorSettings settings) {
		return new EssSimulator(settings);
	}

	public URI endpoint() {
		return URI.create("http://" + this.settings.host() + ":" + this.server.port());
	}

	/** The key pair accepted from the start. */
	public AccessKey accessKey() {
		return this.settings.accessKey();
	}

	public void accept(AccessKey key) {
		this.accessKeys.accept(key);
	}

	/** The key is known from here on as disabled, or its token as expired. */
	public void revoke(String accessKeyId) {
		this.accessKeys.revoke(accessKeyId);
	}

	/** Puts a group in place, or in the place of the one with its id. */
	public void add(SimulatedGroup group) {
		this.account.add(group);
	}

	/** The group as it is at this moment. */
	public SimulatedGroup group(String regionId, String scalingGroupId) {
		return this.account.find(regionId, scalingGroupId)
			.orElseThrow(() -> new IllegalArgumentException("No group " + scalingGroupId + " in " + regionId));
	}

	/**
	 * From here on there is no load balancer or ALB server group with this id to attach.
	 */
	public void removeTarget(String id) {
		this.account.removeTarget(id);
	}

	/** How the next activity will end; queued. */
	public void nextActivity(ActivityOutcome outcome) {
		this.account.queue(outcome);
	}

	/**
	 * Starts an activity that no request asked for, such as a scale-out; answers its id.
	 */
	public String startActivity(String regionId, String scalingGroupId, ActivityOutcome outcome) {
		return this.account
			.start(group(regionId, scalingGroupId), "A scheduled task executes a scaling rule.", outcome,
					UnaryOperator.identity())
			.id();
	}

	/** Puts an activity in place that ended well a while ago. */
	public void addPastActivity(String regionId, String scalingGroupId, String scalingActivityId) {
		this.account.addPastActivity(group(regionId, scalingGroupId), scalingActivityId);
	}

	public SimulatorClock clock() {
		return this.clock;
	}

	/** What goes wrong with the next request that the gateway lets through; queued. */
	public void failNext(Fault fault) {
		this.faults.add(null, fault);
	}

	/** The same for the next request of one action. */
	public void failNext(String action, Fault fault) {
		this.faults.add(action, fault);
	}

	/** Every request that arrived, oldest first. */
	public List<ReceivedRequest> received() {
		return this.reception.received();
	}

	/** Every write that took effect or was accepted as an activity, oldest first. */
	public List<LedgerEntry> ledger() {
		return this.account.ledger();
	}

	/** As after the start: no groups, no faults, nothing remembered. */
	public void reset() {
		this.faults.clear();
		this.account.forget();
		this.reception.forget();
		this.clock.reset();
		this.accessKeys.forget();
		this.accessKeys.accept(this.settings.accessKey());
	}

	void awaitClose() {
		this.server.awaitClose();
	}

	@Override
	public void close() {
		this.server.close();
	}

	public static void main(String[] args) {
		Standalone.run(args);
	}

}
