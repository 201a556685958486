package dev.essfacade.scalingactivity;

import java.time.Duration;
import java.util.Collection;
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

/** Polls the watched activities of one region, up to 20 in one call. */
final class RegionPoller {

	private static final Duration TICK = Duration.ofMillis(50);

	private static final int MAX_IN_FLIGHT = 5;

	private final String regionId;

	private final EssClient ess;

	private final ActivityCache cache;

	private final Ticker ticker;

	private final TaskScheduler scheduler;

	private final Duration patience;

	/** Of activities due at the same time, the one watched first is polled first. */
	private final Map<WatchedActivity.Key, WatchedActivity> activities = new LinkedHashMap<>();

	private final PollPace pace = new PollPace();

	private final PollTurns turns = new PollTurns();

	/** Set by a failed poll; null after a successful one. */
	private @Nullable Outage outage;

	private int inFlight;

	private long polls;

	private long polledActivities;

	private boolean closing;

	/** Runs while a request watches an activity. */
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

	/** Ends all current and later waits. */
	synchronized void end() {
		this.closing = true;
		this.activities.values().forEach(WatchedActivity::end);
	}

	/** Wakes the requests whose wait is over, and makes the next poll if one is due. */
	private void tick() {
		List<WatchedActivity> batch = nextBatch();
		if (!batch.isEmpty()) {
			poll(batch);
		}
	}

	private synchronized List<WatchedActivity> nextBatch() {
		long now = this.ticker.nanos();
		this.activities.values().forEach(WatchedActivity::wakeRequestsThatAreOver);
		failInOutage(now);
		if (!this.pace.isDue(now) || this.inFlight == MAX_IN_FLIGHT) {
			return List.of();
		}
		List<WatchedActivity> batch = this.turns.next(this.activities.values(), now);
		if (!batch.isEmpty()) {
			this.pace.started(now);
			this.inFlight++;
		}
		batch.forEach((activity) -> activity.startPoll(now));
		return batch;
	}

	/**
	 * If no poll has succeeded for {@code patience}, all requests without a response for
	 * that time get the last failure. This includes requests whose activity was not
	 * polled. A pause that ESS asks for counts as part of that time.
	 */
	private void failInOutage(long now) {
		@Nullable Outage current = this.outage;
		if (current != null && current.age(now).compareTo(this.patience) >= 0) {
			this.activities.values()
				.stream()
				.filter((activity) -> activity.age(now).compareTo(this.patience) >= 0)
				.forEach((activity) -> activity.fail(current.cause()));
		}
	}

	private static List<String> ids(Collection<WatchedActivity> activities) {
		return activities.stream().map(WatchedActivity::id).distinct().toList();
	}

	private void poll(List<WatchedActivity> batch) {
		long start = this.ticker.nanos();
		try {
			responded(batch, this.ess.poll(DescribeActivitiesResponse.call(this.regionId, ids(batch))));
		}
		catch (EssException ex) {
			if (ex.outcome() == CallOutcome.CLIENT_ERROR) {
				declined(batch, ex);
			}
			else {
				failed(batch, start, ex);
			}
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
		this.outage = null;
		batch.forEach((activity) -> activity.responded(this.cache.put(this.regionId, activity.id(), result)));
	}

	/**
	 * If ESS declines a batch, each id is polled alone, so that one id cannot conceal the
	 * states of the others. If ESS declines a single id, its requests get the failure.
	 */
	private synchronized void declined(List<WatchedActivity> batch, EssException ex) {
		if (batch.size() > 1) {
			batch.forEach(WatchedActivity::pollAlone);
		}
		else {
			batch.getFirst().fail(ex);
		}
	}

	/** Slows the polls down after a failure. The next poll is the retry. */
	private synchronized void failed(List<WatchedActivity> batch, long start, EssException ex) {
		this.pace.failed(this.ticker.nanos(), ex.retryAfter());
		this.outage = new Outage((this.outage != null) ? this.outage.since() : start, ex);
		if (batch.size() > 1 && ex.outcome() == CallOutcome.INVALID_RESPONSE) {
			batch.forEach(WatchedActivity::pollAlone);
		}
		batch.forEach(WatchedActivity::pollFailed);
		batch.stream().filter(WatchedActivity::isFailing).forEach((activity) -> activity.fail(ex));
	}

	/**
	 * Time in which no poll succeeds.
	 *
	 * @param since start of the first failed poll
	 * @param cause the last failure
	 */
	private record Outage(long since, EssException cause) {

		Duration age(long now) {
			return Duration.ofNanos(now - this.since);
		}

	}

}
