package dev.essfacade.authorization.policy;

import java.util.List;
import java.util.Objects;

import dev.essfacade.ess.EssCall;
import org.jspecify.annotations.Nullable;

/**
 * A write that a caller requests.
 *
 * @param action name of the ESS operation
 * @param regionId region
 * @param scalingGroupId scaling group
 * @param targets ids of the load balancers or server groups
 * @param details other parameters, such as ports, as {@code Name=value}
 * @param force whether ESS also adds the instances to the targets, or removes them
 * @param scopes scopes that the caller's token needs
 * @param clientToken idempotency key
 * @param reason the caller's reason
 */
public record Intent(String action, String regionId, String scalingGroupId, List<String> targets, List<String> details,
		boolean force, List<Scope> scopes, String clientToken, @Nullable String reason) {

	/**
	 * Returns the intent of a write. Everything but the reason comes from the call, so
	 * the decision and the audit record concern exactly what is sent.
	 */
	public static Intent of(EssCall<?> write, @Nullable String reason) {
		return new Intent(write.action(), write.regionId(), Objects.requireNonNull(write.scalingGroupId()),
				write.targets(), write.details(), write.force(), write.scopes().stream().map(Scope::of).toList(),
				Objects.requireNonNull(write.clientToken()), reason);
	}

}
