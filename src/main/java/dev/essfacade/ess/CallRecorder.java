package dev.essfacade.ess;

import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;

import dev.essfacade.ess.ResponseParser.Answer;
import io.micrometer.observation.Observation;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** What one call comes to: one line in the log, one sample in the metrics. */
class CallRecorder {

	private static final String OK = "ok";

	static final String OVERLOADED = "overloaded";

	// The line is EssClient's: that is the name that people switch on and off.
	private static final Logger logger = LoggerFactory.getLogger(EssClient.class);

	private final CallMetrics reports;

	private final EssCall<?> call;

	private final long start = System.nanoTime();

	private int attempts;

	private boolean renewed;

	CallRecorder(CallMetrics reports, EssCall<?> call) {
		this.reports = reports;
		this.call = call;
	}

	/** Counts an attempt and gives it a span of its own. */
	<T> Answer<T> attempt(Supplier<Answer<T>> attempt) {
		this.attempts++;
		this.reports.attempted(this.call, this.attempts > 1);
		Observation span = this.reports.span(this.call).start();
		try {
			Answer<T> answer = attempt.get();
			describe(span, OK, answer.requestId());
			return answer;
		}
		catch (EssException ex) {
			describe(span, kind(ex), ex.requestId());
			throw ex;
		}
		finally {
			span.stop();
		}
	}

	private static void describe(Observation span, String label, @Nullable String essRequestId) {
		span.lowCardinalityKeyValue("outcome", label);
		span.highCardinalityKeyValue("ess.request.id", Objects.requireNonNullElse(essRequestId, "unknown"));
	}

	/** Whether no keys have been renewed for this call before; they are once at most. */
	boolean firstRenewal() {
		boolean first = !this.renewed;
		this.renewed = true;
		return first;
	}

	int attempts() {
		return this.attempts;
	}

	void succeeded(String essRequestId) {
		end(OK, OK, essRequestId);
	}

	void failed(EssException failure) {
		failure.tookAttempts(this.attempts);
		String label = label(failure);
		end(label, label + " (" + failure.detail() + ")", failure.requestId());
	}

	/**
	 * A mistake of ours. What it means for the caller is the same as for any other break:
	 * a write that had been on its way may have been executed.
	 */
	RuntimeException broke(RuntimeException mistake) {
		boolean doubt = this.call.isWrite() && this.attempts > 0;
		EssException failure = EssException.failed(this.call, doubt ? EssFailure.IN_DOUBT : EssFailure.UNSENT,
				"a mistake of this service", mistake);
		failed(failure);
		return doubt ? failure : mistake;
	}

	/**
	 * Only ESS's own "no" is the caller's affair; anything else somebody on call may have
	 * to look into.
	 */
	private void end(String label, String outcome, @Nullable String essRequestId) {
		Duration duration = Duration.ofNanos(System.nanoTime() - this.start);
		this.reports.ended(this.call, label, duration);
		logger.atLevel((label.equals(OK) || label.equals("answered")) ? Level.INFO : Level.WARN)
			.log("{} in {} for {}: {} after {} attempts in {} ms, ESS request id {}{}", this.call.action(),
					this.call.regionId(), this.call.subject(), outcome, this.attempts, duration.toMillis(),
					Objects.requireNonNullElse(essRequestId, "unknown"), this.call.tokenForLog());
	}

	/**
	 * Whatever became of its last attempt, a write that leaves a doubt has to be seen.
	 */
	private static String label(EssException failure) {
		return failure.leavesDoubt() ? "maybe_executed" : kind(failure);
	}

	private static String kind(EssException failure) {
		return switch (failure.failure()) {
			case OVERLOADED -> OVERLOADED;
			case NO_CREDENTIALS -> "credentials";
			case HELD_BACK -> "held_back";
			case UNSENT -> "unsent";
			case NEVER_SENT -> "never_sent";
			case TIMED_OUT, BROKEN_OFF, IN_DOUBT -> "no_answer";
			case NOT_AN_ESS_ANSWER -> "malformed";
			case ANSWERED ->
				failure.isThrottled() ? "throttled" : (failure.isServerError() ? "server_error" : "answered");
		};
	}

}
