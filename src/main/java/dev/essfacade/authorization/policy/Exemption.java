package dev.essfacade.authorization.policy;

import java.time.Instant;

/**
 * A named, temporary exception from the protection of scaling groups. An access rule must
 * allow the request as well.
 *
 * @param name name in audit records
 * @param callers callers that the exception applies to
 * @param until end of the exception
 * @param scalingGroups protected groups that the exception applies to
 * @param targets load balancers or ALB server groups that the exception applies to
 */
public record Exemption(String name, Callers callers, Instant until, Wildcards scalingGroups, Wildcards targets) {

	boolean lifts(Subject subject, Intent intent, Instant now) {
		return now.isBefore(this.until) && this.scalingGroups.match(intent.scalingGroupId())
				&& this.targets.matchAll(intent.targets()) && this.callers.include(subject);
	}

}
