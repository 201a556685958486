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
 * @param targets ids of what is detached, as rules name them
 * @param force whether the instances leave it, too
 * @param clientToken the token under which ESS will know it
 * @param reason why, in the caller's words
 */
public record Intent(String action, String regionId, String scalingGroupId, List<String> targets, boolean force,
		String clientToken, @Nullable String reason) {

	/**
	 * What a call is meant to do; to which group, and whether with force, it says itself.
	 */
	public static Intent of(EssCall<?> write, List<String> targets, @Nullable String reason) {
		return new Intent(write.action(), write.regionId(),
				Objects.requireNonNull(write.parameters().get("ScalingGroupId")), targets,
				Boolean.parseBoolean(write.parameters().get("ForceDetach")),
				Objects.requireNonNull(write.clientToken()), reason);
	}

	/** Whether it is this call that is meant: what is decided on and recorded is made. */
	public boolean isOf(EssCall<?> write) {
		return write.isWrite() && equals(of(write, this.targets, this.reason))
				&& write.parameters().values().containsAll(this.targets);
	}

}
