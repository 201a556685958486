package dev.esssimulator;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import dev.esssimulator.gateway.AccessKeys;
import dev.esssimulator.http.HttpRequest;
import dev.esssimulator.http.HttpServer;
import dev.esssimulator.http.Wire;
import dev.esssimulator.state.Account;
import org.jspecify.annotations.Nullable;

/**
 * A simulated Auto Scaling service on its own port, for any ESS client with a
 * configurable endpoint.
 */
public final class EssSimulator implements AutoCloseable {

	private final SimulatorSettings settings;

	private final SimulatorClock clock;

	private final AccessKeys accessKeys = new AccessKeys();

	private final Account account;

	private final FaultQueue faults = new FaultQueue();

	private final Reception reception;

	private final HttpServer server;

	private volatile @Nullable Control control;

	private EssSimulator(SimulatorSettings settings) {
		this.settings = settings;
		this.clock = new SimulatorClock(settings.tickingClock());
		this.accessKeys.accept(settings.accessKey());
		this.account = new Account(settings, this.clock);
		this.reception = new Reception(settings, this.clock, this.accessKeys, this.account, this.faults);
		this.server = HttpServer.start(settings.host(), settings.port(), this::handle);
	}

	private void handle(HttpRequest request, Wire wire) throws IOException {
		Control current = this.control;
		if (current != null && Control.concerns(request)) {
			current.handle(request, wire);
		}
		else {
			this.reception.handle(request, wire);
		}
	}

	/**
	 * Enables the requests below {@code /simulator}, which provoke errors or reset the
	 * simulator.
	 * @param seeds adds the example groups after a reset
	 */
	public void control(Consumer<EssSimulator> seeds) {
		this.control = new Control(this, seeds);
	}

	/**
	 * Starts on a free port of 127.0.0.1. The account's clock advances only when a test
	 * advances it.
	 */
	public static EssSimulator start() {
		return start(SimulatorSettings.defaults());
	}

	public static EssSimulator start(SimulatorSettings settings) {
		return new EssSimulator(settings);
	}

	public URI endpoint() {
		return URI.create("http://" + this.settings.host() + ":" + this.server.port());
	}

	/** Returns the access key that the simulator accepts from the start. */
	public AccessKey accessKey() {
		return this.settings.accessKey();
	}

	public void accept(AccessKey key) {
		this.accessKeys.accept(key);
	}

	/**
	 * Disables an access key. If it is temporary, its security token counts as expired.
	 */
	public void revoke(String accessKeyId) {
		this.accessKeys.revoke(accessKeyId);
	}

	/** Adds a group, or replaces the group with the same ID. */
	public void add(SimulatedGroup group) {
		this.account.add(group);
	}

	/** Returns the current state of the group. */
	public SimulatedGroup group(String regionId, String scalingGroupId) {
		return this.account.find(regionId, scalingGroupId)
			.orElseThrow(() -> new IllegalArgumentException("No group " + scalingGroupId + " in " + regionId));
	}

	/**
	 * Makes each attach of this load balancer or ALB server group fail, as if it did not
	 * exist.
	 */
	public void removeTarget(String id) {
		this.account.removeTarget(id);
	}

	/** Queues the outcome of the next activity. */
	public void nextActivity(ActivityOutcome outcome) {
		this.account.queue(outcome);
	}

	/** Starts an activity without a request, such as a scale-out, and returns its ID. */
	public String startActivity(String regionId, String scalingGroupId, ActivityOutcome outcome) {
		return this.account
			.start(group(regionId, scalingGroupId), "A scheduled task executes a scaling rule.", outcome,
					UnaryOperator.identity())
			.id();
	}

	/** Adds an activity that ended successfully. */
	public void addPastActivity(String regionId, String scalingGroupId, String scalingActivityId) {
		this.account.addPastActivity(group(regionId, scalingGroupId), scalingActivityId);
	}

	public SimulatorClock clock() {
		return this.clock;
	}

	/** Queues a fault for the next request that passes the gateway's checks. */
	public void failNext(Fault fault) {
		this.faults.add(null, fault);
	}

	/**
	 * Queues a fault for the next request of one action that passes the gateway's checks.
	 */
	public void failNext(String action, Fault fault) {
		this.faults.add(action, fault);
	}

	/** Returns every received request, oldest first. */
	public List<ReceivedRequest> received() {
		return this.reception.received();
	}

	/** Returns every write that took effect or started an activity, oldest first. */
	public List<LedgerEntry> ledger() {
		return this.account.ledger();
	}

	/**
	 * Resets everything to the state after the start: no groups, no faults, no records.
	 */
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
