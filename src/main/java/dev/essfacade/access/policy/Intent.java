package dev.essfacade.access.policy;

import java.util.List;
import java.util.Map;
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
 * @param parameters all that is sent for it, each as {@code name=value} with ESS's names
 * @param force whether the instances leave it, too
 * @param clientToken the token under which ESS will know it
 * @param reason why, in the caller's words
 */
public record Intent(String action, String regionId, String scalingGroupId, List<String> targets,
		List<String> parameters, boolean force, String clientToken, @Nullable String reason) {

	/**
	 * What a call is meant to do. All but what of it are targets, and why, it says
	 * itself.
	 */
	public static Intent of(EssCall<?> write, List<String> targets, @Nullable String reason) {
		return new Intent(write.action(), write.regionId(),
				Objects.requireNonNull(write.parameters().get("ScalingGroupId")), targets,
				write.parameters().entrySet().stream().map(Map.Entry::toString).toList(),
				Boolean.parseBoolean(write.parameters().get("ForceDetach")),
				Objects.requireNonNull(write.clientToken()), reason);
	}

	/** Whether it is this call that is meant: what is decided on and recorded is made. */
	public boolean isOf(EssCall<?> write) {
		return write.isWrite() && equals(of(write, this.targets, this.reason))
				&& write.parameters().values().containsAll(this.targets);
	}

}
