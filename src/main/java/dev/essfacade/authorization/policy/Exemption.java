package dev.essfacade.authorization.policy;

import java.time.Instant;

/**
 * A named exception from protection that ends at a given time. It only lifts protection:
 * a rule must allow the request as well.
 *
 * @param name name in audit records
 * @param callers callers it applies to
 * @param until end of the exception
 * @param scalingGroups protected groups it applies to
 * @param targets load balancers or ALB server groups it applies to
 */
public record Exemption(String name, Callers callers, Instant until, Wildcards scalingGroups, Wildcards targets) {

	boolean lifts(Subject subject, Intent intent, Instant now) {
		return now.isBefore(this.until) && this.scalingGroups.match(intent.scalingGroupId())
				&& this.targets.matchAll(intent.targets()) && this.callers.include(subject);
	}

}
