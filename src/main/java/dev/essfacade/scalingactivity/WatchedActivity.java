package dev.essfacade.scalingactivity;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

import dev.essfacade.ess.EssException;
import org.jspecify.annotations.Nullable;

/**
 * One activity and the requests that watch it. Its {@link RegionPoller} is the lock of
 * its fields.
 */
final class WatchedActivity {

	/** Time between two polls of one activity. */
	static final Duration INTERVAL = Duration.ofSeconds(1);

	private final String id;

	private final Set<Watch> watches = new HashSet<>();

	/** When the next poll is due: the first one at once. */
	private long dueAt;

	private boolean polled;

	private boolean alone;

	/** The last response, or the start of the first watch. */
	private long lastResponse;

	private @Nullable EssException failure;

	/** The last response if it says that the activity has ended: then no poll is made. */
	private @Nullable ActivitySnapshot end;

	WatchedActivity(String id, long now) {
		this.id = id;
		this.dueAt = now;
		this.lastResponse = now;
	}

	String id() {
		return this.id;
	}

	void add(Watch watch) {
		this.watches.add(watch);
		if (this.failure != null) {
			watch.fail(this.failure);
		}
		if (this.end != null && watch.isShown()) {
			watch.publish(this.end);
		}
	}

	/** Returns whether no request watches the activity any more. */
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
	 * Whether the next poll can start: none is running, and the state can change for a
	 * request. For a request that does not see the activity, polls continue after the
	 * end, as they do for an unknown id.
	 */
	boolean isIdle() {
		return !this.polled && (this.end == null || !this.watches.stream().allMatch(Watch::isShown));
	}

	/** Whether a batch with this activity failed, so that it is polled alone. */
	boolean isAlone() {
		return this.alone;
	}

	boolean isDue(long now) {
		return now - this.dueAt >= 0;
	}

	long dueAt() {
		return this.dueAt;
	}

	void makeDue(long now) {
		this.dueAt = Math.min(this.dueAt, now);
	}

	void startPoll(long now) {
		this.dueAt = now + INTERVAL.toNanos();
		this.polled = true;
	}

	void endPoll() {
		this.polled = false;
	}

	/** Returns the age of the last response; zero if it is the final one. */
	Duration age(long now) {
		return (this.end != null) ? Duration.ZERO : Duration.ofNanos(now - this.lastResponse);
	}

	void responded(ActivitySnapshot snapshot) {
		this.alone = false;
		this.failure = null;
		this.lastResponse = snapshot.received();
		this.end = snapshot.isDone() ? snapshot : null;
		this.watches.forEach((watch) -> watch.publish(snapshot));
	}

	/**
	 * Takes the failure of a poll.
	 * @param lasting whether requests get the failure; else the next poll is the retry
	 */
	void failed(EssException ex, boolean lasting) {
		if (lasting) {
			this.failure = ex;
			this.watches.forEach((watch) -> watch.fail(ex));
		}
	}

	void pollAlone() {
		this.alone = true;
	}

}
