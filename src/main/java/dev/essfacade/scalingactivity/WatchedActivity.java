package dev.essfacade.scalingactivity;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

import dev.essfacade.ess.EssException;
import org.jspecify.annotations.Nullable;

/**
 * One activity and the requests that share its polls. A request sees the activity if ESS
 * lists it and the caller may read it. All requests that see the activity share one
 * object. The other requests share one object per caller, so that neither delays nor
 * failures disclose other watchers. The lock of the activity's {@link RegionPoller}
 * guards the fields.
 */
final class WatchedActivity {

	/** Time between two polls of one activity. */
	static final Duration INTERVAL = Duration.ofSeconds(1);

	/** After this many failed polls in a row, the requests get the failure. */
	static final int MAX_FAILURES = 20;

	private final Key key;

	private final Set<Watch> watches = new HashSet<>();

	private long dueAt;

	private boolean polled;

	private boolean alone;

	private long lastResponse;

	/** Failed polls since the last response. */
	private int failures;

	/**
	 * The final response, if the requests see the activity and it has ended. Then no
	 * further poll is made.
	 */
	private @Nullable ActivitySnapshot end;

	/**
	 * Creates a watched activity.
	 * @param dueAt when the next poll is due
	 * @param lastResponse time of the last response, or of the first watch
	 */
	WatchedActivity(Key key, long dueAt, long lastResponse) {
		this.key = key;
		this.dueAt = dueAt;
		this.lastResponse = lastResponse;
	}

	String id() {
		return this.key.id();
	}

	/** Returns the callers that watch the activity. */
	Set<String> callers() {
		return this.watches.stream().map(Watch::caller).collect(Collectors.toSet());
	}

	void add(Watch watch) {
		this.watches.add(watch);
		if (this.end != null) {
			watch.publish(this.end);
		}
	}

	/** Removes a watch. Returns whether it was the last one. */
	boolean remove(Watch watch) {
		this.watches.remove(watch);
		return this.watches.isEmpty();
	}

	int watchers() {
		return this.watches.size();
	}

	void wakeRequestsThatAreOver() {
		this.watches.forEach(Watch::wakeIfOver);
	}

	void end() {
		this.watches.forEach(Watch::end);
	}

	/**
	 * Whether the next poll can start: none is running, and the state can change. For
	 * requests that do not see the activity, polls continue after the end, as they do for
	 * an unknown id.
	 */
	boolean isIdle() {
		return !this.polled && this.end == null;
	}

	/** Whether the activity is polled alone, because a batch with it failed. */
	boolean isAlone() {
		return this.alone;
	}

	boolean isDue(long now) {
		return now - this.dueAt >= 0;
	}

	long dueAt() {
		return this.dueAt;
	}

	void startPoll(long now) {
		this.dueAt = now + INTERVAL.toNanos();
		this.polled = true;
	}

	void endPoll() {
		this.polled = false;
	}

	long lastResponse() {
		return this.lastResponse;
	}

	/** Returns the age of the last response; zero if it is the final one. */
	Duration age(long now) {
		return (this.end != null) ? Duration.ZERO : Duration.ofNanos(now - this.lastResponse);
	}

	void responded(ActivitySnapshot snapshot) {
		this.alone = false;
		this.lastResponse = snapshot.received();
		this.failures = 0;
		this.end = (this.key.isShared() && snapshot.isDone()) ? snapshot : null;
		this.watches.forEach((watch) -> watch.publish(snapshot));
	}

	void pollFailed() {
		this.failures++;
	}

	/** Whether so many polls have failed in a row that the requests get the failure. */
	boolean isFailing() {
		return this.failures >= MAX_FAILURES;
	}

	/** Passes a failure to all requests. */
	void fail(EssException ex) {
		this.watches.forEach((watch) -> watch.fail(ex));
	}

	void pollAlone() {
		this.alone = true;
	}

	/**
	 * Key of a watched activity.
	 *
	 * @param caller the caller whose requests do not see the activity; null for all
	 * requests that see it
	 */
	record Key(String id, @Nullable String caller) {

		Key shared() {
			return new Key(this.id, null);
		}

		boolean isShared() {
			return this.caller == null;
		}

	}

}
