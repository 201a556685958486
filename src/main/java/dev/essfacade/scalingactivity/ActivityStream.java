package dev.essfacade.scalingactivity;

import java.io.IOException;
import java.time.Duration;

import dev.essfacade.ess.resilience.Deadline;
import dev.essfacade.scalingactivity.WatcherLimiter.Watcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;

/** Streams the states of an activity as server-sent events until the activity ends. */
@Component
class ActivityStream {

	private static final Duration HEARTBEAT = Duration.ofSeconds(15);

	private final ScalingActivityService activities;

	private final ActivityPoller poller;

	private final WatcherLimiter limiter;

	private final WatchDeadlines deadlines;

	private final ActivityEvents events;

	private final WatchMetrics metrics;

	ActivityStream(ScalingActivityService activities, ActivityPoller poller, WatcherLimiter limiter,
			WatchDeadlines deadlines, ActivityEvents events, WatchMetrics metrics) {
		this.activities = activities;
		this.poller = poller;
		this.limiter = limiter;
		this.deadlines = deadlines;
		this.events = events;
		this.metrics = metrics;
	}

	/**
	 * Writes one event for each change. Before the response starts, a failure is thrown
	 * as an exception. A later failure is written as an event.
	 */
	void write(ActivityQuery query, HttpServletRequest request, HttpServletResponse response) throws IOException {
		this.activities.authorize(query);
		EventWriter writer = new EventWriter(response, request.getHeader("Last-Event-ID"));
		if (HttpMethod.HEAD.matches(request.getMethod())) {
			writer.heartbeat(); // the container writes the headers only
			return;
		}
		try (Watcher _ = this.limiter.acquire(null);
				Watch watch = this.poller.watch(query.regionId(), query.scalingActivityId(),
						this.activities.cached(query))) {
			follow(query, watch, writer);
		}
		catch (RuntimeException ex) {
			if (!writer.isStarted()) {
				throw ex;
			}
			this.events.writeProblem(ex, request, writer);
		}
	}

	private void follow(ActivityQuery query, Watch watch, EventWriter writer) throws IOException {
		Deadline until = this.deadlines.ofStream();
		Deadline heartbeat = this.deadlines.ofPeriod(HEARTBEAT, until);
		@Nullable ActivitySnapshot last = null;
		@Nullable ScalingActivity activity = null;
		boolean over = false;
		while (!over) {
			@Nullable ActivitySnapshot previous = last;
			last = watch.await((next) -> next.differsFrom(previous),
					this.deadlines.ofPeriod(this.activities.validity(query, activity), heartbeat));
			Deadline next = this.deadlines.ofPeriod(HEARTBEAT, until);
			over = watch.isEnded() || !until.left().isPositive();
			boolean due = over || !heartbeat.left().isPositive();
			if (last != null || over) {
				activity = (last != null) ? this.activities.view(query, last) : this.activities.get(query);
				watch.shown(activity.listed());
				due |= this.events.write(activity, writer, due);
				over |= activity.done();
				recordDelivery(activity, last, previous);
			}
			heartbeat = due ? next : heartbeat;
		}
	}

	private void recordDelivery(ScalingActivity activity, @Nullable ActivitySnapshot last,
			@Nullable ActivitySnapshot previous) {
		if (activity.done() && last != null && previous != null) {
			this.metrics.recordDelivery(last);
		}
	}

}
