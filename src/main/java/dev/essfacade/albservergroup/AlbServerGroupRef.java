package dev.essfacade.albservergroup;

import java.util.Map;

import dev.essfacade.web.ResourceId;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

/**
 * One attachment: a server group may be attached on several ports.
 *
 * @param albServerGroupId the server group
 * @param port the port its servers listen on, 1 to 65535
 */
record AlbServerGroupRef(@NotNull @ResourceId String albServerGroupId, @NotNull @Min(1) @Max(65535) Integer port) {

	Map<String, Object> parameters() {
		return Map.of("AlbServerGroupId", this.albServerGroupId, "Port", this.port);
	}

}
