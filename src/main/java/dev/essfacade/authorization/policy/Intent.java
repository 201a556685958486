package dev.essfacade.authorization.policy;

import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.essfacade.ess.EssCall;
import org.jspecify.annotations.Nullable;

/**
 * What somebody means to do to a scaling group.
 *
 * @param action ESS's name of the operation
 * @param regionId the region
 * @param scalingGroupId the scaling group
 * @param targets ids of what is detached, as rules name them
 * @param details what else is asked for, such as the ports of the targets, each as
 * {@code name=value} with ESS's names
 * @param force whether the instances leave it, too
 * @param clientToken the token under which ESS will know it
 * @param reason why, in the caller's words
 */
public record Intent(String action, String regionId, String scalingGroupId, List<String> targets, List<String> details,
		boolean force, String clientToken, @Nullable String reason) {

	private static final String GROUP = "ScalingGroupId";

	private static final String FORCE = "ForceDetach";

	/** What has a field of its own here. */
	private static final Set<String> TOLD = Set.of("RegionId", "ClientToken", GROUP, FORCE);

	/**
	 * What a call is meant to do. All but why it says itself: what is decided on and
	 * recorded is what is sent.
	 * @throws IllegalArgumentException if it is none that rules can be asked about
	 */
	public static Intent of(EssCall<?> write, @Nullable String reason) {
		@Nullable String group = write.parameters().get(GROUP);
		if (write.clientToken() == null || group == null || write.targets().isEmpty()
				|| !write.regionId().equals(write.parameters().get("RegionId"))
				|| !write.clientToken().equals(write.parameters().get("ClientToken"))) {
			throw new IllegalArgumentException("This is no write that says which targets of which group it is about");
		}
		return new Intent(write.action(), write.regionId(), group, write.targets(), details(write),
				Boolean.parseBoolean(write.parameters().get(FORCE)), write.clientToken(), reason);
	}

	private static List<String> details(EssCall<?> write) {
		return write.parameters()
			.entrySet()
			.stream()
			.filter((parameter) -> !TOLD.contains(parameter.getKey())
					&& !write.targetNames().contains(parameter.getKey()))
			.map(Map.Entry::toString)
			.toList();
	}

}
