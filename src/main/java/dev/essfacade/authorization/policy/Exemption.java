package dev.essfacade.authorization.policy;

import java.time.Instant;

/**
 * A named, dated exception from protection. It allows nothing by itself: a rule has to,
 * as well.
 *
 * @param name what the audit record calls it
 * @param callers for whom
 * @param until when it ends
 * @param scalingGroups for which of the protected groups
 * @param targets for which load balancers or ALB server groups
 */
public record Exemption(String name, Callers callers, Instant until, Wildcards scalingGroups, Wildcards targets) {

	boolean lifts(Subject subject, Intent intent, Instant now) {
		return now.isBefore(this.until) && this.scalingGroups.match(intent.scalingGroupId())
				&& this.targets.matchAll(intent.targets()) && this.callers.include(subject);
	}

}
