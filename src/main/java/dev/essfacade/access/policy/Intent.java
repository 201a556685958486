package dev.essfacade.access.policy;

import java.util.List;
import java.util.Objects;

import dev.essfacade.ess.EssCall;
import org.jspecify.annotations.Nullable;

/**
 * What somebody means to do to a scaling group.
 *
 * @param action ESS's name of the operation
 * @param regionId the region
 * @param scalingGroupId the scaling group
 * @param targets ids of the load balancers or ALB server groups
 * @param force whether the instances leave these, too
 * @param clientToken the token under which ESS will know it
 * @param reason why, in the caller's words
 */
public record Intent(String action, String regionId, String scalingGroupId, List<String> targets, boolean force,
		String clientToken, @Nullable String reason) {

	/** What a call is meant to do. */
	public static Intent of(EssCall<?> write, String scalingGroupId, List<String> targets, boolean force,
			@Nullable String reason) {
		return new Intent(write.action(), write.regionId(), scalingGroupId, targets, force,
				Objects.requireNonNull(write.clientToken()), reason);
	}

	/** Whether it is this call that is meant: what is decided on and recorded is made. */
	public boolean isOf(EssCall<?> write) {
		return this.action.equals(write.action()) && this.regionId.equals(write.regionId())
				&& this.clientToken.equals(write.clientToken());
	}

}
