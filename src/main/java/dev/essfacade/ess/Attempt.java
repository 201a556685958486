package dev.essfacade.ess;

import java.time.Duration;

import dev.essfacade.ess.AnswerReader.Answer;
import dev.essfacade.ess.guard.Breaker;
import org.springframework.stereotype.Component;

/** Sends a call once and reads what comes back. */
@Component
class Attempt {

	private final EssRegions regions;

	private final SignedSender sender;

	private final AnswerReader reader;

	Attempt(EssRegions regions, SignedSender sender, AnswerReader reader) {
		this.regions = regions;
		this.sender = sender;
		this.reader = reader;
	}

	/**
	 * Makes one attempt.
	 * @param limit longest time until the whole answer is here
	 * @throws EssException if it did not succeed
	 */
	<T> Answer<T> make(EssCall<T> call, Duration limit, Breaker breaker, CallReport report) {
		if (!breaker.letsThrough()) {
			throw EssException.failed(call, EssFailure.HELD_BACK, "the region has not answered for a while", null);
		}
		report.attempt();
		try {
			Answer<T> answer = this.reader.read(call,
					this.sender.send(call, this.regions.endpoint(call.regionId()), limit));
			breaker.heard();
			return answer;
		}
		catch (EssException ex) {
			switch (ex.failure()) {
				case NEVER_SENT, TIMED_OUT, BROKEN_OFF -> breaker.silent();
				default -> breaker.heard();
			}
			throw ex;
		}
	}

}
