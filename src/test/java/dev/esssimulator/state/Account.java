package dev.esssimulator.state;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import dev.esssimulator.ActivityOutcome;
import dev.esssimulator.Behaviour;
import dev.esssimulator.LedgerEntry;
import dev.esssimulator.SimulatedGroup;
import dev.esssimulator.SimulatorClock;
import dev.esssimulator.SimulatorSettings;
import dev.esssimulator.Source;
import org.jspecify.annotations.Nullable;

/** State of the simulated account. One request at a time accesses it. */
public final class Account {

	private static final String PAST_CAUSE = "A user requests to detach load balancers.";

	private final SimulatorSettings settings;

	private final SimulatorClock clock;

	private final Map<String, SimulatedGroup> groups = new LinkedHashMap<>();

	/** Activities, newest first. */
	private final Deque<Activity> activities = new ArrayDeque<>();

	/** Running activities, the next to end first. */
	private final Queue<Activity> running = new PriorityQueue<>(Comparator.comparing(Activity::endTime));

	private final Queue<ActivityOutcome> nextOutcomes = new ArrayDeque<>();

	private final ClientTokens clientTokens;

	private final Set<String> missingTargets = new HashSet<>();

	private final Recent<LedgerEntry> ledger;

	public Account(SimulatorSettings settings, SimulatorClock clock) {
		this.settings = settings;
		this.clock = clock;
		this.clientTokens = new ClientTokens(settings.remembered());
		this.ledger = new Recent<>(settings.remembered());
	}

	/**
	 * Runs an action with exclusive access, after all activities have advanced to the
	 * current time.
	 */
	public synchronized <T> T alone(Supplier<T> work) {
		settle();
		return work.get();
	}

	/**
	 * Adds a group. Its instances in the configured states are backends of each target.
	 */
	public synchronized void add(SimulatedGroup group) {
		put(group.backendStates(this.settings.backendStates()).settled());
	}

	private void put(SimulatedGroup group) {
		this.groups.put(group.regionId() + "/" + group.id(), group);
	}

	@Behaviour("a request without region finds a group by its ID")
	public synchronized Optional<SimulatedGroup> find(@Nullable String regionId, String groupId) {
		settle();
		if (regionId != null) {
			return Optional.ofNullable(this.groups.get(regionId + "/" + groupId));
		}
		return this.groups.values().stream().filter((group) -> group.id().equals(groupId)).findFirst();
	}

	public synchronized List<SimulatedGroup> groups(String regionId) {
		settle();
		return this.groups.values().stream().filter((group) -> group.regionId().equals(regionId)).toList();
	}

	@Behaviour(value = "one activity at a time in a group", checkedAgainst = Source.DOC)
	public synchronized boolean isBusy(SimulatedGroup group) {
		settle();
		return this.running.stream().anyMatch((activity) -> belongs(activity, group));
	}

	private static boolean belongs(Activity activity, SimulatedGroup group) {
		return activity.regionId().equals(group.regionId()) && activity.scalingGroupId().equals(group.id());
	}

	/** Changes a group immediately. */
	public synchronized void change(SimulatedGroup group, UnaryOperator<SimulatedGroup> effect) {
		put(effect.apply(group));
	}

	/**
	 * Removes and returns the next queued outcome. If there is none, returns the default.
	 */
	public synchronized ActivityOutcome nextOutcome() {
		ActivityOutcome next = this.nextOutcomes.poll();
		return (next != null) ? next : this.settings.activityOutcome();
	}

	public synchronized void queue(ActivityOutcome outcome) {
		this.nextOutcomes.add(outcome);
	}

	@Behaviour(value = "an activity changes the attachments when it ends, unless it failed or was rejected",
			switchedBy = "withAttachmentsMoveAtOnce")
	public synchronized Activity start(SimulatedGroup group, String cause, ActivityOutcome outcome,
			UnaryOperator<SimulatedGroup> effect) {
		boolean atOnce = this.settings.attachmentsMoveAtOnce() && outcome.takesEffect();
		if (atOnce) {
			change(group, effect);
		}
		Activity activity = new Activity(newActivityId(), group.regionId(), group.id(), cause, this.clock.now(),
				(outcome.duration() != null) ? outcome.duration() : this.settings.activityDuration(), outcome,
				(atOnce || !outcome.takesEffect()) ? UnaryOperator.identity() : effect);
		this.activities.addFirst(activity);
		forgetTheOldest();
		this.running.add(activity);
		settle();
		return activity;
	}

	private void forgetTheOldest() {
		if (this.activities.size() > this.settings.remembered() && !this.running.contains(this.activities.getLast())) {
			this.activities.removeLast();
		}
	}

	/** Adds an activity that ended successfully an hour ago without an effect. */
	public synchronized void addPastActivity(SimulatedGroup group, String id) {
		Instant start = this.clock.now().minus(Duration.ofHours(1));
		this.activities.add(new Activity(id, group.regionId(), group.id(), PAST_CAUSE, start, Duration.ofMinutes(1),
				ActivityOutcome.successful(), UnaryOperator.identity()));
	}

	/**
	 * Returns activities, newest first, without those that are not visible yet.
	 * @param ids requested IDs; empty for all
	 */
	@Behaviour(value = "time until a new activity is listed", switchedBy = "withActivityVisibleAfter")
	public synchronized List<Activity> activities(List<String> ids) {
		Instant visible = this.clock.now().minus(this.settings.activityVisibleAfter());
		return this.activities.stream()
			.filter((activity) -> ids.isEmpty() || ids.contains(activity.id()))
			.filter((activity) -> !activity.startTime().isAfter(visible))
			.toList();
	}

	private void settle() {
		Instant now = this.clock.now();
		for (Activity next = this.running.peek(); next != null && next.isOver(now); next = this.running.peek()) {
			this.running.remove();
			SimulatedGroup group = this.groups.get(next.regionId() + "/" + next.scalingGroupId());
			if (group != null) {
				put(next.effect().apply(group));
			}
		}
	}

	private static String newActivityId() {
		return "asa-bp1" + UUID.randomUUID().toString().replace("-", "").substring(0, 17);
	}

	public ClientTokens clientTokens() {
		return this.clientTokens;
	}

	public synchronized void removeTarget(String id) {
		this.missingTargets.add(id);
	}

	public synchronized boolean isMissing(String id) {
		return this.missingTargets.contains(id);
	}

	public synchronized void record(LedgerEntry entry) {
		this.ledger.add(entry);
	}

	public synchronized List<LedgerEntry> ledger() {
		return this.ledger.list();
	}

	public synchronized void forget() {
		this.groups.clear();
		this.activities.clear();
		this.running.clear();
		this.nextOutcomes.clear();
		this.clientTokens.forget();
		this.missingTargets.clear();
		this.ledger.clear();
	}

}
