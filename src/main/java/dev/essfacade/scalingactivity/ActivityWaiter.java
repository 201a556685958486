package dev.essfacade.scalingactivity;

import java.time.InstantSource;

import dev.essfacade.ess.EssException;
import dev.essfacade.ess.resilience.Deadline;
import dev.essfacade.scalingactivity.WatcherLimiter.Watcher;
import dev.essfacade.web.problem.ProblemException;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/** Waits for the end of an activity. */
@Component
public class ActivityWaiter {

	private final ScalingActivityService activities;

	private final ActivityPoller poller;

	private final WatcherLimiter limiter;

	private final WatchMetrics metrics;

	private final WatchDeadlines deadlines;

	private final InstantSource clock;

	ActivityWaiter(ScalingActivityService activities, ActivityPoller poller, WatcherLimiter limiter,
			WatchMetrics metrics, WatchDeadlines deadlines, InstantSource clock) {
		this.activities = activities;
		this.poller = poller;
		this.limiter = limiter;
		this.metrics = metrics;
		this.deadlines = deadlines;
		this.clock = clock;
	}

	/**
	 * Waits for the end of an activity, at most as long as the request prefers. Returns
	 * the current state.
	 * @throws ProblemException if too many requests wait, the caller may not read the
	 * activity, or ESS does not list it
	 * @throws EssException if the polls keep failing, or ESS declines them
	 */
	ScalingActivity await(ActivityQuery query, WaitPreference wait) {
		Deadline until = this.deadlines.of(wait);
		try (Watcher _ = this.limiter.acquire(null)) {
			@Nullable ScalingActivity activity = await(query, until);
			return (activity != null) ? activity : this.activities.get(query);
		}
	}

	/**
	 * Waits for the end of an activity that ESS has just started for the caller.
	 * @return the last state of the activity; null if it cannot be read
	 */
	public @Nullable ScalingActivity awaitStarted(String regionId, String scalingActivityId, Deadline until) {
		try {
			return await(new ActivityQuery(regionId, scalingActivityId, this.clock.instant()), until);
		}
		catch (EssException | ProblemException _) {
			return null; // EssClient has logged the failure
		}
	}

	/** Whether the caller may read the activities of a scaling group. */
	public boolean mayRead(String regionId, String scalingGroupId) {
		return this.activities.mayRead(regionId, scalingGroupId);
	}

	/** Whether the service is shutting down, which ends every wait. */
	public boolean isEnded() {
		return this.poller.isEnded();
	}

	/**
	 * Waits until an activity ends, the deadline passes or the service shuts down.
	 * @return the last state of the activity; null if ESS has not responded yet
	 * @throws ProblemException if the caller may not read the activity, or ESS does not
	 * list it
	 * @throws EssException if the polls keep failing, or ESS declines them
	 */
	private @Nullable ScalingActivity await(ActivityQuery query, Deadline until) {
		this.activities.authorize(query);
		try (Watch watch = this.poller.watch(query.regionId(), query.scalingActivityId(),
				this.activities.cached(query))) {
			@Nullable ActivitySnapshot last = null;
			@Nullable ScalingActivity activity = null;
			while (true) {
				@Nullable ActivitySnapshot previous = last;
				boolean shown = activity != null && activity.listed();
				last = watch.await(
						(next) -> next.differsFrom(previous) && (!shown || next.isDone() || !next.isListed()),
						this.deadlines.ofPeriod(this.activities.validity(query, activity), until));
				if (last == null) {
					return null;
				}
				activity = this.activities.view(query, last);
				watch.shown(activity.listed());
				if (activity.done() && previous != null) {
					this.metrics.recordDelivery(last);
				}
				if (activity.done() || watch.isEnded() || !until.left().isPositive()) {
					return activity;
				}
			}
		}
	}

}
