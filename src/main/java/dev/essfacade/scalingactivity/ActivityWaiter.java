package dev.essfacade.scalingactivity;

import dev.essfacade.ess.EssException;
import dev.essfacade.ess.resilience.Deadline;
import dev.essfacade.ess.resilience.Ticker;
import dev.essfacade.scalingactivity.WatcherLimiter.Watcher;
import dev.essfacade.web.problem.ProblemException;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/** Waits for the end of an activity. */
@Component
class ActivityWaiter {

	private final ScalingActivityService activities;

	private final ActivityPoller poller;

	private final WatcherLimiter limiter;

	private final WatchMetrics metrics;

	private final Ticker ticker;

	ActivityWaiter(ScalingActivityService activities, ActivityPoller poller, WatcherLimiter limiter,
			WatchMetrics metrics, Ticker ticker) {
		this.activities = activities;
		this.poller = poller;
		this.limiter = limiter;
		this.metrics = metrics;
		this.ticker = ticker;
	}

	/**
	 * Waits as a request prefers.
	 * @throws ProblemException if too many requests wait; see the other method
	 */
	ScalingActivity await(ActivityQuery query, WaitPreference wait) {
		Deadline until = this.ticker.in(wait.duration());
		try (Watcher _ = this.limiter.acquire()) {
			return await(query, until);
		}
	}

	/**
	 * Returns the state of an activity: when it ends, at the deadline, or when the
	 * service shuts down.
	 * @throws ProblemException if the caller may not read the activity, or ESS does not
	 * list it
	 * @throws EssException if ESS has not responded for a long time
	 */
	ScalingActivity await(ActivityQuery query, Deadline until) {
		this.activities.authorize(query);
		try (Watch watch = this.poller.watch(query.regionId(), query.scalingActivityId())) {
			@Nullable ActivitySnapshot last = null;
			while (true) {
				@Nullable ActivitySnapshot previous = last;
				last = watch.await((next) -> next != previous && (next.isDone() || !next.isListed()), until);
				if (last == null) {
					return this.activities.get(query);
				}
				ScalingActivity activity = this.activities.view(query, last);
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
