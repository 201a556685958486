package dev.essfacade.albservergroup;

import java.util.Map;

import dev.essfacade.attachment.UniqueTargets;
import dev.essfacade.scalinggroup.state.Attachment;
import dev.essfacade.web.ResourceId;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

/**
 * An attachment of a server group with its weight.
 *
 * @param albServerGroupId The id of the server group.
 * @param port The port that the instances receive traffic on, from 1 to 65535.
 * @param weight The weight of the instances, from 0 to 100. Instances with the weight 0
 * receive no traffic.
 */
record WeightedAlbServerGroup(@NotNull @ResourceId String albServerGroupId, @NotNull @Min(1) @Max(65535) Integer port,
		@NotNull @Min(0) @Max(100) Integer weight) implements UniqueTargets.Element {

	@Override
	public Attachment toAttachment() {
		return Attachment.albServerGroup(this.albServerGroupId, this.port, this.weight);
	}

	AlbServerGroupRef withoutWeight() {
		return new AlbServerGroupRef(this.albServerGroupId, this.port);
	}

	Map<String, Object> parameters() {
		return Map.of("AlbServerGroupId", this.albServerGroupId, "Port", this.port, "Weight", this.weight);
	}

}
