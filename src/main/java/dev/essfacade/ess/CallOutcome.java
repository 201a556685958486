package dev.essfacade.ess;

import java.util.Locale;

import org.slf4j.event.Level;

/**
 * Outcome of a call to ESS. Log lines, metrics and audit records use exactly these words.
 *
 * <p>
 * The outcome of a call is that of its last attempt that was sent. If none was sent, it
 * is that of the last attempt. For a write, {@link #OUTCOME_UNKNOWN} of any attempt wins
 * unless a success follows. The table in {@code docs/operations/outcomes.md} has the same
 * rows.
 */
public enum CallOutcome {

	/** ESS executed the call. */
	OK(Level.INFO, true),

	/** ESS declined the call with a code that concerns the caller's request. */
	CLIENT_ERROR(Level.INFO, true),

	/**
	 * ESS declined credentials, permissions or clock, or does not know the call. The
	 * operator must correct the cause.
	 */
	OPERATOR_ERROR(Level.WARN, true),

	/** ESS limits the rate of calls, even after all retries. */
	THROTTLED(Level.WARN, true),

	/** ESS returned 503 to a write, or any 5xx to a read. */
	SERVER_ERROR(Level.WARN, true),

	/** A write was sent, and no conclusive response arrived. */
	OUTCOME_UNKNOWN(Level.WARN, true),

	/** A read was sent, and no complete response arrived. */
	NO_RESPONSE(Level.WARN, true),

	/** A read was answered by something that is not an ESS response. */
	INVALID_RESPONSE(Level.WARN, true),

	/** No connection: nothing left this machine. */
	CONNECT_FAILED(Level.WARN, false),

	/** Not sent: the region's circuit breaker is open. */
	CIRCUIT_OPEN(Level.WARN, false),

	/** Not sent: a concurrency limit was reached, or no pooled connection was free. */
	OVERLOADED(Level.WARN, false),

	/** Not sent: there were no valid credentials in time. */
	NO_CREDENTIALS(Level.WARN, false),

	/** A defect of this service. If the call is a write, it was not sent. */
	INTERNAL_ERROR(Level.ERROR, false);

	private final String label = name().toLowerCase(Locale.ROOT);

	private final Level level;

	private final boolean sent;

	CallOutcome(Level level, boolean sent) {
		this.level = level;
		this.sent = sent;
	}

	/** Returns the outcome in snake case, as in metrics, audit records and log lines. */
	public String label() {
		return this.label;
	}

	/** Returns the level of the call's log line. */
	public Level level() {
		return this.level;
	}

	/** Whether a request may have left this machine. */
	boolean isSent() {
		return this.sent;
	}

	/** Whether ESS may have executed a write although no success was reported. */
	public boolean mayHaveExecuted() {
		return this == OUTCOME_UNKNOWN;
	}

}
