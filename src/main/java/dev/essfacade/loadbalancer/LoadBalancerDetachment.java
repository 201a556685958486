package dev.essfacade.loadbalancer;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.essfacade.attachment.DetachState;
import org.jspecify.annotations.Nullable;

/**
 * What came of a detach.
 *
 * @param state {@code DETACHED} when all is done, {@code IN_PROGRESS} while ESS is at it
 * @param regionId the region
 * @param scalingGroupId the scaling group
 * @param loadBalancers the targets as sent
 * @param scalingActivityId the activity to poll; absent when all is done
 * @param clientToken the token under which ESS knows this detach
 * @param requestId ESS's id of the request, as ActionTrail lists it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record LoadBalancerDetachment(DetachState state, String regionId, String scalingGroupId, List<String> loadBalancers,
		@Nullable String scalingActivityId, String clientToken, String requestId) {
}
