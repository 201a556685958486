package dev.essfacade.access.policy;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/** Decides by the rules. */
public final class Policy {

	/** May a write be made? */
	public Decision decide(Subject subject, Intent intent, Instant now) {
		return new Decision(Decision.Verdict.ALLOWED, "open", "");
	}

	/**
	 * Whether a subject may see what concerns a group; a group that nobody names is seen
	 * by who may see any.
	 */
	public boolean mayRead(Subject subject, String regionId, @Nullable String scalingGroupId) {
		return true;
	}

}
