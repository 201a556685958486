package dev.esssimulator;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A write that took effect, or was accepted as an activity.
 *
 * @param targets load balancer ids, or ALB server group ids with colon and port
 */
public record LedgerEntry(Instant at, String regionId, String scalingGroupId, String action, List<String> targets,
		@Nullable String clientToken, @Nullable String scalingActivityId) {
}
