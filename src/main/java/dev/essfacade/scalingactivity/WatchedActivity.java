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

	private final long created;

	private final Set<Watch> watches = new HashSet<>();

	/** Start of the last poll; null before the first. */
	private @Nullable Long lastPoll;

	private boolean polled;

	private boolean alone;

	/** The last response, or the start of the first watch. */
	private long lastResponse;

	private @Nullable EssException failure;

	WatchedActivity(String id, long now) {
		this.id = id;
		this.created = now;
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

	boolean isIdle() {
		return !this.polled;
	}

	/** Whether a batch with this activity failed, so that it is polled alone. */
	boolean isAlone() {
		return this.alone;
	}

	boolean isDue(long now) {
		return now - dueAt() >= 0;
	}

	/** Returns when the next poll is due: the first one at once. */
	long dueAt() {
		return (this.lastPoll != null) ? this.lastPoll + INTERVAL.toNanos() : this.created;
	}

	void startPoll(long now) {
		this.lastPoll = now;
		this.polled = true;
	}

	/** Returns the age of the last response. */
	Duration age(long now) {
		return Duration.ofNanos(now - this.lastResponse);
	}

	void responded(ActivitySnapshot snapshot) {
		this.polled = false;
		this.alone = false;
		this.failure = null;
		this.lastResponse = snapshot.received();
		this.watches.forEach((watch) -> watch.publish(snapshot));
	}

	/**
	 * Ends a poll that failed.
	 * @param lasting whether requests get the failure; else the next poll is the retry
	 */
	void failed(EssException ex, boolean lasting) {
		this.polled = false;
		if (lasting) {
			this.failure = ex;
			this.watches.forEach((watch) -> watch.fail(ex));
		}
	}

	void pollAlone() {
		this.alone = true;
	}

}
