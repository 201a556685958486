package dev.essfacade.attachment;

import java.time.Duration;
import java.util.Set;
import java.util.function.Supplier;

import dev.essfacade.ess.CallOutcome;
import dev.essfacade.ess.EssException;
import dev.essfacade.ess.resilience.Deadline;
import dev.essfacade.ess.resilience.Ticker;
import dev.essfacade.scalingactivity.ActivityWaiter;
import dev.essfacade.scalingactivity.ScalingActivity;
import dev.essfacade.scalingactivity.WaitPreference;
import dev.essfacade.scalingactivity.WatcherLimiter;
import dev.essfacade.scalingactivity.WatcherLimiter.Watcher;
import dev.essfacade.web.problem.ProblemCode;
import dev.essfacade.web.problem.ProblemException;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Makes a write as long as the request prefers to wait: repeats it while another activity
 * runs in the group, and waits for the end of the activity that it starts.
 */
@Component
public class WriteWaiter {

	/** Time between two tries of a write to a group in which another activity runs. */
	static final Duration BUSY_PAUSE = Duration.ofSeconds(2);

	private static final Set<String> OTHER_ACTIVITY_RUNS = Set.of("ScalingActivityInProgress",
			"InvalidOperation.Conflict");

	private final ActivityWaiter activities;

	private final WatcherLimiter limiter;

	private final Ticker ticker;

	WriteWaiter(ActivityWaiter activities, WatcherLimiter limiter, Ticker ticker) {
		this.activities = activities;
		this.limiter = limiter;
		this.ticker = ticker;
	}

	/**
	 * Makes a write, each try complete with a decision, a permit and an intent of its
	 * own.
	 * @throws ProblemException if too many requests wait, so that nothing was sent, or if
	 * the activity failed
	 */
	public <T extends AwaitableWrite<T>> T write(WaitPreference wait, Supplier<T> write, HttpServletResponse response) {
		if (!wait.isSet()) {
			return write.get();
		}
		Deadline until = this.ticker.in(wait.duration());
		try (Watcher _ = this.limiter.acquire()) {
			T result = writeOnceFree(write, until, () -> apply(wait, response));
			return awaitEnd(result, until, () -> apply(wait, response));
		}
	}

	private static void apply(WaitPreference wait, HttpServletResponse response) {
		response.setHeader(WaitPreference.APPLIED_HEADER, wait.applied());
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

	/** A write with an unknown outcome is not repeated: the caller decides on that. */
	private static boolean isBusy(EssException ex) {
		return ex.outcome() == CallOutcome.CLIENT_ERROR && ex.error() != null
				&& OTHER_ACTIVITY_RUNS.contains(ex.error().code());
	}

	/** ESS has executed the write: no failure to read the activity fails the request. */
	private <T extends AwaitableWrite<T>> T awaitEnd(T result, Deadline until, Runnable applied) {
		@Nullable String id = result.scalingActivityId();
		if (id == null || !this.activities.mayRead(result.regionId(), result.scalingGroupId())) {
			return result;
		}
		applied.run();
		@Nullable ScalingActivity activity = this.activities.awaitStarted(result.regionId(), id, until);
		if (activity == null) {
			return result;
		}
		if (activity.state().isFailure()) {
			throw ProblemException.ofCall(ProblemCode.ACTIVITY_FAILED,
					"ESS started the scaling activity, which ended with %s: it changed nothing. To try again, send the "
						.formatted(activity.state()) + "request with a new Idempotency-Key.",
					result.clientToken())
				.withActivity(activity);
		}
		return result.with(activity);
	}

}
