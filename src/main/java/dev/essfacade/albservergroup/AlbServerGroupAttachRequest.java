package dev.essfacade.albservergroup;

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
 * The ALB server groups to attach, and how to attach them.
 *
 * @param albServerGroups The server groups to attach: 1 to 100 pairs of server group and
 * port, without duplicates, each with its weight.
 * @param forceAttach Whether ESS also adds the scaling group's instances to the server
 * groups, in a scaling activity. The server groups then send traffic to these instances.
 * @param clientToken The idempotency key, which becomes ESS's {@code ClientToken}. If the
 * request also has the header {@code Idempotency-Key}, both must be equal. Without
 * either, the service generates a key and returns it.
 * @param reason The reason for the attach. The audit record contains it.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record AlbServerGroupAttachRequest(
		@NotNull @Size(min = 1, max = 100,
				groups = SizeFirst.class) @UniqueTargets List<@NotNull @Valid WeightedAlbServerGroup> albServerGroups,
		@Schema(defaultValue = "false") @Nullable Boolean forceAttach,
		@Nullable @Pattern(regexp = IdempotencyKey.FORMAT) String clientToken,
		@Nullable @CodePointLength(max = 256) @Schema(maxLength = 256) String reason) {

	boolean isForced() {
		return Objects.requireNonNullElse(this.forceAttach, false);
	}

	List<Attachment> targets() {
		return this.albServerGroups.stream().map(WeightedAlbServerGroup::toAttachment).toList();
	}

}
