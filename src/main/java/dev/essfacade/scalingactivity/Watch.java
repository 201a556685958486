package dev.essfacade.scalingactivity;

import java.util.Objects;
import java.util.function.Predicate;

import dev.essfacade.ess.EssException;
import dev.essfacade.ess.resilience.Deadline;
import org.jspecify.annotations.Nullable;

/**
 * One request that watches one activity. The thread of the request waits until the poller
 * wakes the thread.
 */
final class Watch implements AutoCloseable {

	private final RegionPoller poller;

	private final WatchedActivity.Key own;

	private boolean shown;

	private @Nullable ActivitySnapshot latest;

	private @Nullable EssException failure;

	private boolean ended;

	private @Nullable Waiting waiting;

	/**
	 * Creates a watch.
	 * @param own key of this caller alone, used until the request sees the activity
	 * @param latest a current response that the caller may see, or null
	 */
	Watch(RegionPoller poller, WatchedActivity.Key own, @Nullable ActivitySnapshot latest) {
		this.poller = poller;
		this.own = own;
		this.latest = latest;
		this.shown = latest != null;
	}

	String caller() {
		return Objects.requireNonNull(this.own.caller());
	}

	WatchedActivity.Key key() {
		return this.shown ? this.own.shared() : this.own;
	}

	/**
	 * Records whether the request sees the activity: ESS lists it, and the caller may
	 * read it. Only then does the request share polls with other callers. Only the thread
	 * of the request calls this method.
	 */
	void shown(boolean nowShown) {
		if (nowShown != this.shown) {
			WatchedActivity.Key before = key();
			this.shown = nowShown;
			this.poller.move(this, before);
		}
	}

	/**
	 * Waits for a response of ESS.
	 * @param wanted which response ends the wait
	 * @param until when the wait ends at the latest
	 * @return the last response, wanted or not; null if there was none
	 * @throws EssException if the polls keep failing, or ESS declines them
	 */
	synchronized @Nullable ActivitySnapshot await(Predicate<ActivitySnapshot> wanted, Deadline until) {
		Waiting current = new Waiting(wanted, until);
		this.waiting = current;
		try {
			while (!isOver(current)) {
				wait();
			}
		}
		catch (InterruptedException _) {
			this.ended = true;
			Thread.currentThread().interrupt();
		}
		if (this.failure != null) {
			throw this.failure;
		}
		return this.latest;
	}

	private boolean isOver(Waiting current) {
		return this.ended || this.failure != null || !current.until.left().isPositive()
				|| (this.latest != null && current.wanted.test(this.latest));
	}

	/** Whether the service ended the wait: the request responds with the last state. */
	synchronized boolean isEnded() {
		return this.ended;
	}

	/** Passes a response of ESS to the request. */
	synchronized void publish(ActivitySnapshot snapshot) {
		this.latest = snapshot;
		this.failure = null;
		wakeIfOver();
	}

	/** Passes a failure to the request, which ends the wait of the request. */
	synchronized void fail(EssException ex) {
		this.failure = ex;
		wakeIfOver();
	}

	/** Ends every wait of this watch. */
	synchronized void end() {
		this.ended = true;
		wakeIfOver();
	}

	/** Wakes the request if its deadline has passed, or its wait is over. */
	synchronized void wakeIfOver() {
		if (this.waiting != null && isOver(this.waiting)) {
			notifyAll();
		}
	}

	@Override
	public void close() {
		this.poller.close(this);
	}

	private record Waiting(Predicate<ActivitySnapshot> wanted, Deadline until) {
	}

}
