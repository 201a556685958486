package dev.essfacade.loadbalancer;

import java.util.Map;
import java.util.Objects;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.essfacade.attachment.UniqueTargets;
import dev.essfacade.scalinggroup.state.Attachment;
import dev.essfacade.web.ResourceId;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/**
 * An attachment of a load balancer with its weight.
 *
 * @param loadBalancerId The id of the load balancer.
 * @param weight The weight of the instances, from 0 to 100. Instances with the weight 0
 * receive no traffic. If the weight is absent, ESS chooses it.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record WeightedLoadBalancer(@NotNull @ResourceId String loadBalancerId,
		@Nullable @Min(0) @Max(100) Integer weight) implements UniqueTargets.Element {

	@Override
	public Attachment toAttachment() {
		return Attachment.loadBalancer(this.loadBalancerId, this.weight);
	}

	boolean hasWeight() {
		return this.weight != null;
	}

	Map<String, Object> parameters() {
		return Map.of("LoadBalancerId", this.loadBalancerId, "Weight", Objects.requireNonNull(this.weight));
	}

}
