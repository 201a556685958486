package dev.essfacade.authorization.policy;

import org.jspecify.annotations.Nullable;

/**
 * An access rule. It allows only what it names.
 *
 * @param name name in audit records
 * @param callers callers that the rule applies to
 * @param actions ESS's names of the allowed operations
 * @param regions allowed regions
 * @param scalingGroups allowed scaling groups
 * @param targets allowed load balancers or ALB server groups; empty allows only reads
 * @param force whether writes with force are allowed, too
 */
public record Rule(String name, Callers callers, Wildcards actions, Wildcards regions, Wildcards scalingGroups,
		Wildcards targets, boolean force) {

	boolean lets(Subject subject, String action, String regionId) {
		return this.actions.match(action) && this.regions.match(regionId) && this.callers.include(subject);
	}

	/** If the group is unknown, only a rule for all groups covers it. */
	boolean covers(@Nullable String scalingGroupId) {
		return (scalingGroupId != null) ? this.scalingGroups.match(scalingGroupId)
				: this.scalingGroups.matchEverything();
	}

	boolean lets(Subject subject, Intent intent) {
		return lets(subject, intent.action(), intent.regionId()) && covers(intent.scalingGroupId());
	}

}
