package dev.essfacade.scalingactivity;

import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ScheduledFuture;

import dev.essfacade.ess.CallOutcome;
import dev.essfacade.ess.EssClient;
import dev.essfacade.ess.EssException;
import dev.essfacade.ess.EssResult;
import dev.essfacade.ess.resilience.Ticker;
import org.jspecify.annotations.Nullable;

import org.springframework.scheduling.TaskScheduler;

/**
 * Polls the watched activities of one region: callers in turns, for each caller those
 * that are due longest, up to 20 in one call.
 */
final class RegionPoller {

	/** ESS accepts this many ids in one call. */
	static final int MAX_BATCH = 20;

	private static final Duration TICK = Duration.ofMillis(50);

	private static final int MAX_IN_FLIGHT = 5;

	private final String regionId;

	private final EssClient ess;

	private final ActivityCache cache;

	private final Ticker ticker;

	private final TaskScheduler scheduler;

	private final Duration patience;

	/** In the order of their first watch, for those that are due at the same time. */
	private final Map<WatchedActivity.Key, WatchedActivity> activities = new LinkedHashMap<>();

	private final PollPace pace = new PollPace();

	/** Why no poll starts for a long time: ESS asked for a pause. */
	private @Nullable EssException pause;

	private int inFlight;

	private long polls;

	private long polledActivities;

	private boolean closing;

	/** Runs while there is an activity. */
	private @Nullable ScheduledFuture<?> loop;

	/**
	 * Creates the poller of a region.
	 * @param patience how long polls can fail before requests get the failure
	 */
	RegionPoller(String regionId, EssClient ess, ActivityCache cache, Ticker ticker, TaskScheduler scheduler,
			Duration patience) {
		this.regionId = regionId;
		this.ess = ess;
		this.cache = cache;
		this.ticker = ticker;
		this.scheduler = scheduler;
		this.patience = patience;
	}

	/**
	 * Watches an activity.
	 * @param latest a current response that the caller may see, or null
	 */
	synchronized Watch watch(String id, String caller, @Nullable ActivitySnapshot latest) {
		long now = this.ticker.nanos();
		Watch watch = new Watch(this, new WatchedActivity.Key(id, caller), latest);
		WatchedActivity activity = join(watch, now, now);
		if (latest != null && latest.isDone()) {
			activity.responded(latest);
		}
		if (this.closing) {
			watch.end();
		}
		else if (this.loop == null) {
			this.loop = this.scheduler.scheduleAtFixedRate(this::tick, TICK);
		}
		return watch;
	}

	private WatchedActivity join(Watch watch, long dueAt, long lastResponse) {
		WatchedActivity activity = this.activities.computeIfAbsent(watch.key(),
				(key) -> new WatchedActivity(key, dueAt, lastResponse));
		activity.add(watch);
		return activity;
	}

	/** Moves a watch to the activity of its new key. */
	synchronized void move(Watch watch, WatchedActivity.Key from) {
		WatchedActivity before = leave(watch, from);
		join(watch, before.dueAt(), before.lastResponse());
	}

	private WatchedActivity leave(Watch watch, WatchedActivity.Key key) {
		WatchedActivity activity = Objects.requireNonNull(this.activities.get(key));
		if (activity.remove(watch)) {
			this.activities.remove(key);
		}
		return activity;
	}

	synchronized void close(Watch watch) {
		leave(watch, watch.key());
		if (this.activities.isEmpty() && this.loop != null) {
			this.loop.cancel(false);
			this.loop = null;
		}
	}

	synchronized int watchedActivities() {
		return ids(this.activities.values()).size();
	}

	synchronized int watchers() {
		return this.activities.values().stream().mapToInt(WatchedActivity::watchers).sum();
	}

	synchronized long polls() {
		return this.polls;
	}

	synchronized long polledActivities() {
		return this.polledActivities;
	}

	/**
	 * Returns the longest time since a watched activity's last response; zero if no
	 * activity is watched.
	 */
	synchronized Duration age() {
		long now = this.ticker.nanos();
		return this.activities.values()
			.stream()
			.map((activity) -> activity.age(now))
			.max(Duration::compareTo)
			.orElse(Duration.ZERO);
	}

	/** Ends all waits, also those to come. */
	synchronized void end() {
		this.closing = true;
		this.activities.values().forEach(WatchedActivity::end);
	}

	/** Ends the waits that are over, and makes the next poll if one is due. */
	private void tick() {
		List<WatchedActivity> batch = nextBatch();
		if (!batch.isEmpty()) {
			poll(batch);
		}
	}

	private synchronized List<WatchedActivity> nextBatch() {
		long now = this.ticker.nanos();
		this.activities.values().forEach(WatchedActivity::wakeRequestsThatAreOver);
		failOverdueInPause(now);
		if (!this.pace.isDue(now) || this.inFlight == MAX_IN_FLIGHT) {
			return List.of();
		}
		List<WatchedActivity> batch = nextInTurn(now);
		if (!batch.isEmpty()) {
			this.pace.started(now);
			this.pause = null;
			this.inFlight++;
		}
		batch.forEach((activity) -> activity.startPoll(now));
		return batch;
	}

	/**
	 * In a long pause no poll fails: its cause is the failure of requests without a
	 * response for a long time. A short pause fails nobody, because the next poll may
	 * succeed.
	 */
	private void failOverdueInPause(long now) {
		@Nullable EssException cause = this.pause;
		if (cause != null) {
			this.activities.values()
				.stream()
				.filter((activity) -> activity.age(now).compareTo(this.patience) >= 0)
				.forEach((activity) -> activity.fail(cause));
		}
	}

	/**
	 * Returns the next batch. Activities that are not due fill it up: that makes the next
	 * one larger.
	 */
	private List<WatchedActivity> nextInTurn(long now) {
		List<WatchedActivity> idle = inTurns(now);
		if (idle.isEmpty() || !idle.getFirst().isDue(now)) {
			return List.of();
		}
		if (idle.getFirst().isAlone()) {
			return List.of(idle.getFirst());
		}
		return idle.stream().filter((activity) -> !activity.isAlone()).limit(MAX_BATCH).toList();
	}

	/**
	 * Returns the activities that can be polled, due ones first: of each caller the one
	 * that is due longest, then of each the next one. So no caller delays others by many
	 * activities. Activities that callers share have turns like one caller.
	 */
	private List<WatchedActivity> inTurns(long now) {
		List<WatchedActivity> idle = this.activities.values()
			.stream()
			.filter(WatchedActivity::isIdle)
			.sorted(Comparator.comparingLong((activity) -> activity.dueAt() - now))
			.toList();
		Map<@Nullable String, Integer> callers = new HashMap<>();
		Map<WatchedActivity, Integer> turns = new HashMap<>();
		idle.forEach((activity) -> turns.put(activity, callers.merge(activity.caller(), 1, Integer::sum)));
		return idle.stream()
			.sorted(Comparator.comparing((WatchedActivity activity) -> !activity.isDue(now)).thenComparing(turns::get))
			.toList();
	}

	private static List<String> ids(Collection<WatchedActivity> activities) {
		return activities.stream().map(WatchedActivity::id).distinct().toList();
	}

	private void poll(List<WatchedActivity> batch) {
		try {
			responded(batch, this.ess.poll(DescribeActivitiesResponse.call(this.regionId, ids(batch))));
		}
		catch (EssException ex) {
			failed(batch, ex);
		}
		finally {
			ended(batch);
		}
	}

	private synchronized void ended(List<WatchedActivity> batch) {
		batch.forEach(WatchedActivity::endPoll);
		this.inFlight--;
		this.polls++;
		this.polledActivities += ids(batch).size();
	}

	private synchronized void responded(List<WatchedActivity> batch, EssResult<DescribeActivitiesResponse> result) {
		this.pace.succeeded();
		batch.forEach((activity) -> activity.responded(this.cache.put(this.regionId, activity.id(), result)));
	}

	/**
	 * The next poll is the retry, unless polls have failed for a long time. If ESS
	 * declines a batch, each id is polled alone, so that one id cannot conceal the states
	 * of the others. If ESS declines a single id, its requests get the failure at once.
	 */
	private synchronized void failed(List<WatchedActivity> batch, EssException ex) {
		long now = this.ticker.nanos();
		boolean declined = ex.outcome() == CallOutcome.CLIENT_ERROR;
		if (!declined) {
			this.pace.failed(now, ex.retryAfter());
		}
		if (ex.retryAfter() != null && ex.retryAfter().compareTo(this.patience) >= 0) {
			this.pause = ex;
		}
		if (batch.size() > 1 && (declined || ex.outcome() == CallOutcome.INVALID_RESPONSE)) {
			batch.forEach(WatchedActivity::pollAlone);
		}
		boolean atOnce = declined && batch.size() == 1;
		batch.stream()
			.filter((activity) -> activity.failed(now).compareTo(this.patience) >= 0 || atOnce)
			.forEach((activity) -> activity.fail(ex));
	}

}
