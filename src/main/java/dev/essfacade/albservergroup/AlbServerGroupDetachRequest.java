package dev.essfacade.albservergroup;

import java.util.List;
import java.util.Objects;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.essfacade.scalinggroup.state.DetachGuard;
import dev.essfacade.web.IfMatch;
import dev.essfacade.web.IdempotencyKey;
import dev.essfacade.web.SizeFirst;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.hibernate.validator.constraints.CodePointLength;
import org.hibernate.validator.constraints.UniqueElements;
import org.jspecify.annotations.Nullable;

/**
 * The ALB server groups to detach, and how to detach them.
 *
 * @param albServerGroups The server groups to detach: 1 to 100 pairs of server group and
 * port, without duplicates.
 * @param forceDetach Whether ESS also removes the scaling group's instances from the
 * server groups, in a scaling activity. The server groups then send these instances no
 * more traffic.
 * @param clientToken The idempotency key, which becomes ESS's {@code ClientToken}. If the
 * request also has the header {@code Idempotency-Key}, both must be equal. Without
 * either, the service generates a key and returns it.
 * @param allowLast Whether the detach is executed although nothing would send traffic to
 * the scaling group afterwards. If true, a failed read of the attachments does not
 * prevent the detach either, unless the request has {@code If-Match}.
 * @param reason The reason for the detach. The audit record contains it.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record AlbServerGroupDetachRequest(
		@NotNull @Size(min = 1, max = 100,
				groups = SizeFirst.class) @UniqueElements List<@NotNull @Valid AlbServerGroupRef> albServerGroups,
		@Schema(defaultValue = "false") @Nullable Boolean forceDetach,
		@Nullable @Pattern(regexp = IdempotencyKey.FORMAT) String clientToken,
		@Schema(defaultValue = "false") @Nullable Boolean allowLast,
		@Nullable @CodePointLength(max = 256) @Schema(maxLength = 256) String reason) {

	boolean isLastAllowed() {
		return Objects.requireNonNullElse(this.allowLast, false);
	}

	/** Returns the conditions on which the detach is sent. */
	DetachGuard guard(@Nullable IfMatch ifMatch) {
		return new DetachGuard(this.albServerGroups.stream().map(AlbServerGroupRef::toAttachment).toList(),
				"albServerGroups", isLastAllowed(), ifMatch);
	}

	boolean isForced() {
		return Objects.requireNonNullElse(this.forceDetach, false);
	}

}
