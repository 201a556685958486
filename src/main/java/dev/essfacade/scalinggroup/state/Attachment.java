package dev.essfacade.scalinggroup.state;

import java.util.Objects;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Something that sends traffic to the instances of a scaling group. An attachment has the
 * id of a load balancer, an ALB server group, a vServer group or another server group.
 * The attachment of a vServer group also has the id of its load balancer.
 *
 * @param loadBalancerId The id of the classic load balancer.
 * @param albServerGroupId The id of the ALB server group.
 * @param vServerGroupId The id of the vServer group.
 * @param serverGroupId The id of a server group of another type, such as NLB.
 * @param type The type of the server group, such as {@code NLB} or {@code GWLB}.
 * @param port The port that the instances receive traffic on.
 * @param weight The weight of the instances, 0 to 100. Instances with the weight 0
 * receive no traffic. The weight is absent if ESS does not list it.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Attachment(@Nullable String loadBalancerId, @Nullable String albServerGroupId,
		@Nullable String vServerGroupId, @Nullable String serverGroupId, @Nullable String type, @Nullable Integer port,
		@Schema(minimum = "0", maximum = "100") @Nullable Integer weight) {

	/** Creates the attachment of a classic load balancer. */
	public static Attachment loadBalancer(String id, @Nullable Integer weight) {
		return new Attachment(id, null, null, null, null, null, weight);
	}

	/** Creates the attachment of an ALB server group. */
	public static Attachment albServerGroup(String id, Integer port, @Nullable Integer weight) {
		return new Attachment(null, id, null, null, null, port, weight);
	}

	/** Creates the attachment of a vServer group of a classic load balancer. */
	public static Attachment vServerGroup(String loadBalancerId, String id, @Nullable Integer port,
			@Nullable Integer weight) {
		return new Attachment(loadBalancerId, null, id, null, null, port, weight);
	}

	/**
	 * Creates the attachment of a server group. A server group of type ALB with a port
	 * has the field {@code albServerGroupId} in place of {@code serverGroupId}.
	 */
	public static Attachment serverGroup(String id, @Nullable String type, @Nullable Integer port,
			@Nullable Integer weight) {
		return ("ALB".equals(type) && port != null) ? albServerGroup(id, port, weight)
				: new Attachment(null, null, null, id, type, port, weight);
	}

	/** Returns this attachment without the weight, which is not part of its identity. */
	public Attachment identity() {
		return new Attachment(this.loadBalancerId, this.albServerGroupId, this.vServerGroupId, this.serverGroupId,
				this.type, this.port, null);
	}

	/**
	 * Returns whether this attachment sends traffic. With the weight 0, it sends none.
	 */
	boolean sendsTraffic() {
		return !Objects.equals(this.weight, 0);
	}

	/**
	 * Returns this attachment as {@code id:port=weight}; an absent port or weight is left
	 * out. The id of a vServer group follows the id of its load balancer:
	 * {@code lb-v1/rsp-1:80=50}.
	 */
	public String text() {
		return id() + ((this.port != null) ? ":" + this.port : "") + ((this.weight != null) ? "=" + this.weight : "");
	}

	/** Returns the part of {@link #text()} before port and weight. */
	private @Nullable String id() {
		if (this.vServerGroupId != null) {
			return this.loadBalancerId + "/" + this.vServerGroupId;
		}
		if (this.albServerGroupId != null) {
			return this.albServerGroupId;
		}
		return (this.serverGroupId != null) ? this.serverGroupId : this.loadBalancerId;
	}

}
