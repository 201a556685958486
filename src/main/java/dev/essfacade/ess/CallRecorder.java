package dev.essfacade.ess;

import java.time.Duration;
import java.util.Objects;

import io.micrometer.tracing.Span;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Records one call and its attempts by metrics, spans and one log line. */
final class CallRecorder {

	private static final Logger logger = LoggerFactory.getLogger(EssClient.class);

	private final CallMetrics metrics;

	private final EssCall<?> call;

	private final Level successLevel;

	private final long start = System.nanoTime();

	private int attempts;

	private boolean refreshed;

	CallRecorder(CallMetrics metrics, EssCall<?> call) {
		this(metrics, call, CallOutcome.OK.level());
	}

	private CallRecorder(CallMetrics metrics, EssCall<?> call, Level successLevel) {
		this.metrics = metrics;
		this.call = call;
		this.successLevel = successLevel;
	}

	/**
	 * Returns a recorder that logs a success at DEBUG, since polls would fill the log.
	 */
	static CallRecorder ofPoll(CallMetrics metrics, EssCall<?> call) {
		return new CallRecorder(metrics, call, Level.DEBUG);
	}

	/** Makes an attempt, and records its metrics and its span. */
	<T> EssResult<T> attempt(Sending<T> sending) throws AttemptFailedException {
		this.attempts++;
		this.metrics.countAttempt(this.call, this.attempts > 1);
		Span span = this.metrics.span(this.call);
		long begin = System.nanoTime();
		try {
			EssResult<T> result = sending.send(this.attempts);
			end(span, begin, CallOutcome.OK, result.requestId());
			return result;
		}
		catch (AttemptFailedException ex) {
			end(span, begin, ex.outcome(), requestId(ex.error()));
			throw ex;
		}
		catch (RuntimeException | Error ex) {
			span.end();
			throw ex;
		}
	}

	private void end(Span span, long begin, CallOutcome outcome, @Nullable String essRequestId) {
		this.metrics.recordAttempt(this.call, outcome, Duration.ofNanos(System.nanoTime() - begin));
		span.tag("outcome", outcome.label())
			.tag("ess.request.id", Objects.requireNonNullElse(essRequestId, "unknown"))
			.end();
	}

	/** Returns true only once, since a call may refresh the credentials only once. */
	boolean isFirstRefresh() {
		boolean first = !this.refreshed;
		this.refreshed = true;
		return first;
	}

	int attempts() {
		return this.attempts;
	}

	void succeeded(EssResult<?> result) {
		end(CallOutcome.OK, CallOutcome.OK.label(), result.requestId());
	}

	void failed(EssException failure) {
		end(failure.outcome(), failure.outcome().label() + " (" + failure.detail() + ")", requestId(failure.error()));
	}

	private static @Nullable String requestId(@Nullable EssError error) {
		return (error != null) ? error.requestId() : null;
	}

	private void end(CallOutcome outcome, String text, @Nullable String essRequestId) {
		Duration duration = Duration.ofNanos(System.nanoTime() - this.start);
		this.metrics.recordCall(this.call, outcome, duration);
		Level level = (outcome == CallOutcome.OK) ? this.successLevel : outcome.level();
		if (logger.isEnabledForLevel(level)) {
			logger.atLevel(level)
				.log(this.call.action() + " of " + this.call.subject() + " in " + this.call.regionId() + ": " + text
						+ " after " + this.attempts + " attempts in " + duration.toMillis() + " ms, ESS request id "
						+ Objects.requireNonNullElse(essRequestId, "unknown") + ", client token "
						+ Objects.requireNonNullElse(this.call.clientToken(), "none"));
		}
	}

	/** Sends one attempt. */
	interface Sending<T> {

		/**
		 * Sends the call and parses the response.
		 * @param attempts number of this attempt, from 1
		 */
		EssResult<T> send(int attempts) throws AttemptFailedException;

	}

}
