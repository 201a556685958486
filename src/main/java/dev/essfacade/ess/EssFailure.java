package dev.essfacade.ess;

/**
 * How far a call came that did not succeed; this decides what its caller may conclude.
 */
public enum EssFailure {

	/** Too many calls are under way: this one was not even tried. */
	OVERLOADED,

	/** The region has been silent for a while: this call was not even tried. */
	HELD_BACK,

	/** This service has nothing to sign with: the call was not sent. */
	NO_CREDENTIALS,

	/**
	 * This service itself could not send: no connection was free, nothing could be
	 * signed, or the time was up before. That says nothing of the region.
	 */
	UNSENT,

	/** Nothing left this machine, since nobody was reached: ESS cannot have acted. */
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

	/**
	 * One attempt may have been executed, and what came after it proves nothing: an
	 * activity that it started makes the group busy, a target that it detached is not
	 * attached any more.
	 */
	IN_DOUBT,

	/** ESS itself said no, with a code and a request id. */
	ANSWERED

}
