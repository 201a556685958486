package dev.essfacade.loadbalancer;

import java.util.List;
import java.util.Objects;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.essfacade.attachment.UniqueTargets;
import dev.essfacade.scalinggroup.state.Attachment;
import dev.essfacade.web.IdempotencyKey;
import dev.essfacade.web.SizeFirst;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.hibernate.validator.constraints.CodePointLength;
import org.jspecify.annotations.Nullable;

/**
 * The classic load balancers to attach, and how to attach them.
 *
 * @param loadBalancers The load balancers to attach: 1 to 5, without duplicates.
 * @param forceAttach Whether ESS also adds the scaling group's instances to the load
 * balancers. The load balancers then send traffic to these instances.
 * @param async Whether ESS attaches all targets or none, in a scaling activity.
 * @param clientToken The idempotency key, which becomes ESS's {@code ClientToken}. If the
 * request also has the header {@code Idempotency-Key}, both must be equal. Without
 * either, the service generates a key and returns it.
 * @param reason The reason for the attach. The audit record contains it.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record LoadBalancerAttachRequest(
		@NotNull @Size(min = 1, max = 5,
				groups = SizeFirst.class) @UniqueTargets List<@NotNull @Valid WeightedLoadBalancer> loadBalancers,
		@Schema(defaultValue = "false") @Nullable Boolean forceAttach,
		@Schema(defaultValue = "false") @Nullable Boolean async,
		@Nullable @Pattern(regexp = IdempotencyKey.FORMAT) String clientToken,
		@Nullable @CodePointLength(max = 256) @Schema(maxLength = 256) String reason) {

	boolean isForced() {
		return Objects.requireNonNullElse(this.forceAttach, false);
	}

	boolean isAsync() {
		return Objects.requireNonNullElse(this.async, false);
	}

	List<Attachment> targets() {
		return this.loadBalancers.stream().map(WeightedLoadBalancer::toAttachment).toList();
	}

}
