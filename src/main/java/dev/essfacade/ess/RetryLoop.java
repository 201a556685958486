package dev.essfacade.ess;

import java.time.Duration;

import dev.essfacade.ess.EssException.Refusal;
import dev.essfacade.ess.ResponseParser.Answer;
import dev.essfacade.ess.resilience.Backoff;
import dev.essfacade.ess.resilience.Deadline;
import dev.essfacade.ess.resilience.RegionGuard;
import dev.essfacade.ess.resilience.Ticker;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Makes the attempts of a call, the only place that repeats any. All of them carry the
 * same ClientToken, so ESS acts at most once however many arrive.
 */
@Component
class RetryLoop {

	static final int MOST_ATTEMPTS = 4;

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

	/**
	 * Tries until ESS gives an answer that counts, the deadline or the retry budget ends
	 * it, or the region is held to be dead.
	 * @throws EssException the last failure; in doubt if an attempt before it may have
	 * been executed
	 */
	<T> Answer<T> call(EssCall<T> call, RegionGuard guard, CallRecorder report) {
		Deadline deadline = this.ticker.in(this.settings.deadline());
		boolean doubt = false;
		@Nullable Refusal lastWord = null;
		guard.budget().earn();
		for (int failures = 0;; failures++) {
			try {
				Answer<T> answer = this.attempt.make(call, () -> limit(call, deadline), guard.breaker(), report);
				guard.budget().refund(failures);
				return answer;
			}
			catch (EssException ex) {
				doubt |= ex.leavesDoubt();
				lastWord = ex.saidByEss() ? ex.refusal() : lastWord;
				if (!waitForAnother(failures + 1, ex, deadline, guard)) {
					throw doubt ? EssException.inDoubt(ex, lastWord) : ex;
				}
			}
		}
	}

	/**
	 * A write that is given up too early leaves its caller in doubt: it may take all the
	 * time there is.
	 */
	private Duration limit(EssCall<?> call, Deadline deadline) {
		return call.isWrite() ? deadline.left() : deadline.leftAtMost(this.settings.readTimeout());
	}

	private boolean waitForAnother(int failures, EssException last, Deadline deadline, RegionGuard guard) {
		if (failures == MOST_ATTEMPTS || !last.isTransient() || Thread.currentThread().isInterrupted()) {
			return false;
		}
		Duration pause = this.backoff.pause(failures, last.isThrottled(), last.askedPause());
		if (pause.compareTo(deadline.left()) >= 0 || !guard.budget().spend()) {
			return false;
		}
		this.ticker.pause(pause);
		return !Thread.currentThread().isInterrupted() && deadline.left().isPositive();
	}

}
