package dev.essfacade.loadbalancer;

import java.util.List;
import java.util.Objects;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.essfacade.scalinggroup.state.Attachment;
import dev.essfacade.scalinggroup.state.DetachGuard;
import dev.essfacade.web.IfMatch;
import dev.essfacade.web.IdempotencyKey;
import dev.essfacade.web.SizeFirst;
import dev.essfacade.web.ResourceId;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.hibernate.validator.constraints.CodePointLength;
import org.hibernate.validator.constraints.UniqueElements;
import org.jspecify.annotations.Nullable;

/**
 * The classic load balancers to detach, and how to detach them.
 *
 * @param loadBalancers The ids of the load balancers to detach: 1 to 5, without
 * duplicates.
 * @param forceDetach Whether ESS also removes the scaling group's instances from the load
 * balancers. The load balancers then send these instances no more traffic.
 * @param async Whether ESS detaches all targets or none, in a scaling activity.
 * @param clientToken The idempotency key, which becomes ESS's {@code ClientToken}. If the
 * request also has the header {@code Idempotency-Key}, both must be equal. Without
 * either, the service generates a key and returns it.
 * @param allowLast Whether the detach is executed although nothing would send traffic to
 * the scaling group afterwards. If true, a failed read of the attachments does not
 * prevent the detach either, unless the request has {@code If-Match}.
 * @param reason The reason for the detach. The audit record contains it.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record LoadBalancerDetachRequest(
		@NotNull @Size(min = 1, max = 5,
				groups = SizeFirst.class) @UniqueElements List<@NotNull @ResourceId String> loadBalancers,
		@Schema(defaultValue = "false") @Nullable Boolean forceDetach,
		@Schema(defaultValue = "false") @Nullable Boolean async,
		@Nullable @Pattern(regexp = IdempotencyKey.FORMAT) String clientToken,
		@Schema(defaultValue = "false") @Nullable Boolean allowLast,
		@Nullable @CodePointLength(max = 256) @Schema(maxLength = 256) String reason) {

	boolean isLastAllowed() {
		return Objects.requireNonNullElse(this.allowLast, false);
	}

	/** Returns the conditions on which the detach is sent. */
	DetachGuard guard(@Nullable IfMatch ifMatch) {
		return new DetachGuard(this.loadBalancers.stream().map((id) -> Attachment.loadBalancer(id, null)).toList(),
				"loadBalancers", isLastAllowed(), ifMatch);
	}

	boolean isForced() {
		return Objects.requireNonNullElse(this.forceDetach, false);
	}

	boolean isAsync() {
		return Objects.requireNonNullElse(this.async, false);
	}

}
