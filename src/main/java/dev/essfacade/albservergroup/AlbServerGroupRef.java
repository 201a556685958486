package dev.essfacade.albservergroup;

import java.util.Map;

import dev.essfacade.scalinggroup.state.Attachment;
import dev.essfacade.web.ResourceId;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

/**
 * One attachment of a server group. A server group can be attached with several ports.
 *
 * @param albServerGroupId The id of the server group.
 * @param port The port that the instances receive traffic on, from 1 to 65535. A fraction
 * such as {@code 80.0} is rejected.
 */
record AlbServerGroupRef(@NotNull @ResourceId String albServerGroupId, @NotNull @Min(1) @Max(65535) Integer port) {

	Attachment toAttachment() {
		return Attachment.albServerGroup(this.albServerGroupId, this.port, null);
	}

	Map<String, Object> parameters() {
		return Map.of("AlbServerGroupId", this.albServerGroupId, "Port", this.port);
	}

}
