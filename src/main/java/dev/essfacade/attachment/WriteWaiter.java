package dev.essfacade.attachment;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;

import dev.essfacade.ess.CallOutcome;
import dev.essfacade.ess.EssException;
import dev.essfacade.ess.resilience.Deadline;
import dev.essfacade.ess.resilience.Ticker;
import dev.essfacade.scalingactivity.ActivityLocation;
import dev.essfacade.scalingactivity.ActivityWaiter;
import dev.essfacade.scalingactivity.ScalingActivity;
import dev.essfacade.scalingactivity.WaitPreference;
import dev.essfacade.scalingactivity.WatchDeadlines;
import dev.essfacade.scalingactivity.WatcherLimiter;
import dev.essfacade.scalingactivity.WatcherLimiter.Watcher;
import dev.essfacade.web.problem.ProblemCode;
import dev.essfacade.web.problem.ProblemException;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;
import org.springframework.web.context.request.ServletWebRequest;

/**
 * Makes a write. With {@code Prefer: wait}, repeats the write while another activity runs
 * in the group. Then waits for the end of the activity that the write starts.
 */
@Component
class WriteWaiter {

	/** Time between two tries of a write to a group in which another activity runs. */
	static final Duration BUSY_PAUSE = Duration.ofSeconds(2);

	private static final Set<String> OTHER_ACTIVITY_RUNS = Set.of("ScalingActivityInProgress",
			"InvalidOperation.Conflict");

	private final ActivityWaiter activities;

	private final WatcherLimiter limiter;

	private final WatchDeadlines deadlines;

	private final Ticker ticker;

	private final InstantSource clock;

	WriteWaiter(ActivityWaiter activities, WatcherLimiter limiter, WatchDeadlines deadlines, Ticker ticker,
			InstantSource clock) {
		this.activities = activities;
		this.limiter = limiter;
		this.deadlines = deadlines;
		this.ticker = ticker;
		this.clock = clock;
	}

	/**
	 * Makes a write. Each try has its own access decision, concurrency permit and audit
	 * record of the intent. Between two tries, the request has neither a permit nor the
	 * lock of the group.
	 * @throws ProblemException if too many requests wait, the write is rejected, or the
	 * activity of the write failed
	 * @throws EssException if ESS did not execute the write, or the outcome is unknown
	 */
	<T extends AwaitableWrite<T>> T write(WaitPreference wait, String clientToken, Supplier<T> write,
			ServletWebRequest request) {
		if (!wait.isSet()) {
			return located(write.get(), request);
		}
		Deadline until = this.deadlines.of(wait);
		Runnable applied = () -> Objects.requireNonNull(request.getResponse())
			.setHeader(WaitPreference.APPLIED_HEADER, wait.applied());
		try (Watcher _ = this.limiter.acquire(clientToken)) {
			T result = located(writeOnceFree(write, until, applied), request);
			return result.with(awaitEnd(result, clientToken, until, applied), result.scalingActivityUrl());
		}
	}

	/** Adds the URL of the activity. Its parameter {@code since} is the current time. */
	private <T extends AwaitableWrite<T>> T located(T result, ServletWebRequest request) {
		@Nullable String id = result.scalingActivityId();
		return (id == null) ? result : result.with(null,
				ActivityLocation.of(request.getContextPath(), result.regionId(), id, this.clock.instant()).toString());
	}

	private <T> T writeOnceFree(Supplier<T> write, Deadline until, Runnable applied) {
		while (true) {
			try {
				return write.get();
			}
			catch (EssException ex) {
				if (!isBusy(ex) || until.left().compareTo(BUSY_PAUSE) <= 0 || this.activities.isEnded()
						|| Thread.currentThread().isInterrupted()) {
					throw ex;
				}
				applied.run();
				this.ticker.pause(BUSY_PAUSE);
			}
		}
	}

	/**
	 * Returns whether ESS declined the write because another activity runs. A write with
	 * an unknown outcome is not repeated: the caller decides on a repetition.
	 */
	private static boolean isBusy(EssException ex) {
		return ex.outcome() == CallOutcome.CLIENT_ERROR && ex.error() != null
				&& OTHER_ACTIVITY_RUNS.contains(ex.error().code());
	}

	/**
	 * Waits for the activity of an accepted write. Returns the last state of the
	 * activity; null if there is no activity or the caller may not read it. If reading
	 * the activity fails, returns null, so that the request still succeeds.
	 * @throws ProblemException if the activity failed
	 */
	private @Nullable ScalingActivity awaitEnd(AwaitableWrite<?> result, String clientToken, Deadline until,
			Runnable applied) {
		@Nullable String id = result.scalingActivityId();
		if (id == null || !this.activities.mayRead(result.regionId(), result.scalingGroupId())) {
			return null;
		}
		applied.run();
		@Nullable ScalingActivity activity = this.activities.awaitStarted(result.regionId(), id, until);
		if (activity != null && activity.state().isFailure()) {
			throw ProblemException.of(ProblemCode.ACTIVITY_FAILED, "", activity.state())
				.withClientToken(clientToken)
				.withActivity(activity);
		}
		return activity;
	}

}
