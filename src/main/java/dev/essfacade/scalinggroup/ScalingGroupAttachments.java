package dev.essfacade.scalinggroup;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.essfacade.scalinggroup.state.Attachment;
import dev.essfacade.scalinggroup.state.Attachments;
import org.jspecify.annotations.Nullable;

/**
 * What sends traffic to the instances of a scaling group.
 *
 * @param regionId The id of the region.
 * @param scalingGroupId The id of the scaling group.
 * @param scalingGroupName The name of the scaling group.
 * @param lifecycleState ESS's state of the scaling group. Only an {@code Active} group
 * accepts writes. New values can be added.
 * @param loadBalancers The classic load balancers.
 * @param albServerGroups The ALB server groups, one entry per port.
 * @param vServerGroups The vServer groups of classic load balancers, one entry per port.
 * @param serverGroups The server groups of other types, one entry per port.
 * @param requestId ESS's id of the request. ActionTrail lists it.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ScalingGroupAttachments(String regionId, String scalingGroupId, @Nullable String scalingGroupName,
		@Nullable String lifecycleState, List<Attachment> loadBalancers, List<Attachment> albServerGroups,
		List<Attachment> vServerGroups, List<Attachment> serverGroups, String requestId) {

	static ScalingGroupAttachments of(String regionId, String scalingGroupId, Attachments attachments,
			String requestId) {
		return new ScalingGroupAttachments(regionId, scalingGroupId, attachments.scalingGroupName(),
				attachments.lifecycleState(), attachments.loadBalancers(), attachments.albServerGroups(),
				attachments.vServerGroups(), attachments.serverGroups(), requestId);
	}

}
