package dev.essfacade.loadbalancer;

import java.util.List;
import java.util.Objects;

import dev.essfacade.web.IdempotencyKey;
import dev.essfacade.web.SizeFirst;
import dev.essfacade.web.ResourceId;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.GroupSequence;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.hibernate.validator.constraints.CodePointLength;
import org.hibernate.validator.constraints.UniqueElements;
import org.jspecify.annotations.Nullable;

/**
 * What to detach, and how.
 *
 * @param loadBalancers 1 to 5 ids of classic load balancers, none twice
 * @param forceDetach whether the group's instances also leave the load balancers
 * @param async whether ESS does it in an activity, all or nothing
 * @param clientToken the caller's key, if not given as {@code Idempotency-Key}
 * @param reason why, for the record
 */
@GroupSequence({ SizeFirst.class, LoadBalancerDetachRequest.class })
record LoadBalancerDetachRequest(
		@NotNull @Size(min = 1, max = 5, groups = SizeFirst.class) @UniqueElements(
				message = "must not name a load balancer twice") List<@NotNull @ResourceId String> loadBalancers,
		@Schema(defaultValue = "false") @Nullable Boolean forceDetach,
		@Schema(defaultValue = "false") @Nullable Boolean async,
		@Nullable @Pattern(regexp = IdempotencyKey.FORMAT,
				message = "must be 1 to 64 characters from 0x21 to 0x7E") String clientToken,
		@Nullable @CodePointLength(max = 256,
				message = "must be at most 256 characters") @Schema(maxLength = 256) String reason) {

	boolean isForced() {
		return Objects.requireNonNullElse(this.forceDetach, false);
	}

	boolean isAsync() {
		return Objects.requireNonNullElse(this.async, false);
	}

}
