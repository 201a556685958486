package dev.essfacade.ess;

/**
 * How far a call came that did not succeed; this decides what its caller may conclude.
 */
public enum EssFailure {

	/** Nothing left this machine: ESS cannot have acted. */
	NEVER_SENT,

	/** Sent, and no whole answer in time. */
	TIMED_OUT,

	/** Sent, and the connection broke before a whole answer arrived. */
	BROKEN_OFF,

	/**
	 * Something answered that is no ESS answer: HTML, cut JSON, too long, no
	 * {@code RequestId}.
	 */
	NOT_AN_ESS_ANSWER,

	/** ESS itself said no, with a code and a request id. */
	ANSWERED

}
