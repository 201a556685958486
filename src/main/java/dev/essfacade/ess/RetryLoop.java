package dev.essfacade.ess;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.essfacade.ess.resilience.Backoff;
import dev.essfacade.ess.resilience.Deadline;
import dev.essfacade.ess.resilience.Ticker;

import org.springframework.stereotype.Component;

/**
 * Makes the attempts of a call. All attempts of a write carry the same ClientToken, so
 * that ESS executes the write at most once.
 */
@Component
class RetryLoop {

	static final int MAX_ATTEMPTS = 4;

	private final Attempt attempt;

	private final Backoff backoff;

	private final Ticker ticker;

	private final EssProperties settings;

	RetryLoop(Attempt attempt, Backoff backoff, Ticker ticker, EssProperties settings) {
		this.attempt = attempt;
		this.backoff = backoff;
		this.ticker = ticker;
		this.settings = settings;
	}

	/** Returns the deadline of a call that starts now. */
	Deadline deadline() {
		return this.ticker.in(this.settings.deadline());
	}

	/**
	 * Repeats the call until it succeeds or an error is final. The deadline, the number
	 * of attempts, the retry budget or the circuit breaker can end the retries earlier.
	 * @throws EssException if no attempt succeeded
	 */
	<T> EssResult<T> call(EssCall<T> call, Deadline deadline, Region region, CallRecorder recorder) {
		List<AttemptFailedException> failures = new ArrayList<>();
		region.budget().earn();
		while (true) {
			try {
				EssResult<T> result = this.attempt.make(call, () -> limit(call, deadline), region, recorder);
				region.budget().refund(failures.size());
				return result;
			}
			catch (AttemptFailedException ex) {
				failures.add(ex);
				if (!waitForRetry(failures.size(), ex, deadline, region)) {
					throw EssException.of(call, failures, recorder.attempts());
				}
			}
		}
	}

	/**
	 * Makes one attempt without the retry budget.
	 * @throws EssException if the attempt did not succeed
	 */
	<T> EssResult<T> once(EssCall<T> call, Region region, CallRecorder recorder) {
		Deadline deadline = deadline();
		try {
			return this.attempt.make(call, () -> limit(call, deadline), region, recorder);
		}
		catch (AttemptFailedException ex) {
			throw EssException.of(call, List.of(ex), recorder.attempts());
		}
	}

	/** Returns the time for one attempt. A write may use all the time left. */
	private Duration limit(EssCall<?> call, Deadline deadline) {
		return call.isWrite() ? deadline.left() : deadline.leftAtMost(this.settings.readTimeout());
	}

	private boolean waitForRetry(int failures, AttemptFailedException last, Deadline deadline, Region region) {
		if (failures == MAX_ATTEMPTS || !last.isTransient() || Thread.currentThread().isInterrupted()) {
			return false;
		}
		boolean slowDown = last.isKind(EssErrorKind.THROTTLED) || last.isKind(EssErrorKind.IDEMPOTENCY_KEY_IN_USE);
		Duration pause = this.backoff.pause(failures, slowDown, last.retryAfter());
		if (pause.compareTo(deadline.left()) >= 0 || !region.budget().spend()) {
			return false;
		}
		this.ticker.pause(pause);
		return !Thread.currentThread().isInterrupted() && deadline.left().isPositive();
	}

}
