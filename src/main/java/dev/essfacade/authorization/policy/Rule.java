package dev.essfacade.authorization.policy;

import org.jspecify.annotations.Nullable;

/**
 * Lets somebody do something. Whatever it does not name it does not allow.
 *
 * @param name what the audit record calls it
 * @param callers who
 * @param actions ESS's names of the operations
 * @param regions where
 * @param scalingGroups on which groups
 * @param targets which load balancers or ALB server groups; none for reading only
 * @param force whether the instances may have to leave these, too
 */
public record Rule(String name, Callers callers, Wildcards actions, Wildcards regions, Wildcards scalingGroups,
		Wildcards targets, boolean force) {

	boolean lets(Subject subject, String action, String regionId) {
		return this.actions.match(action) && this.regions.match(regionId) && this.callers.include(subject);
	}

	/** An unnamed group may be any: only a rule about all groups covers it. */
	boolean covers(@Nullable String scalingGroupId) {
		return (scalingGroupId != null) ? this.scalingGroups.match(scalingGroupId)
				: this.scalingGroups.matchEverything();
	}

	boolean lets(Subject subject, Intent intent) {
		return lets(subject, intent.action(), intent.regionId()) && covers(intent.scalingGroupId());
	}

}
