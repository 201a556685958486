package dev.esssimulator;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A write that took effect or started an activity.
 *
 * @param targets load balancer IDs, or ALB server group IDs with colon and port
 */
public record LedgerEntry(Instant at, String regionId, String scalingGroupId, String action, List<String> targets,
		@Nullable String clientToken, @Nullable String scalingActivityId) {
}
