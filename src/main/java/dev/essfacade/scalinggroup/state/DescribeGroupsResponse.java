package dev.essfacade.scalinggroup.state;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The fields of a {@code DescribeScalingGroups} response that this service uses, with the
 * names that they have on the wire. A field that identifies an attachment is required. If
 * such a field is missing, the response is invalid: an attachment could be overlooked.
 */
public record DescribeGroupsResponse(Groups scalingGroups) {

	public DescribeGroupsResponse {
		Objects.requireNonNull(scalingGroups);
	}

	/** Returns what is attached to a group; empty if ESS does not list the group. */
	public Optional<Attachments> attachments(String scalingGroupId) {
		return this.scalingGroups.scalingGroup()
			.stream()
			.filter((group) -> scalingGroupId.equals(group.scalingGroupId()))
			.findFirst()
			.map((group) -> new Attachments(group.scalingGroupName(), group.lifecycleState(), group.all()));
	}

	record Groups(List<Group> scalingGroup) {

		Groups {
			Objects.requireNonNull(scalingGroup);
		}

	}

	record Group(@Nullable String scalingGroupId, @Nullable String scalingGroupName, @Nullable String lifecycleState,
			@Nullable LoadBalancerIds loadBalancerIds, @Nullable LoadBalancerConfigs loadBalancerConfigs,
			@Nullable AlbServerGroups albServerGroups, @Nullable VServerGroups vServerGroups,
			@Nullable ServerGroups serverGroups) {

		/**
		 * Returns each attachment once. An attachment can be in two lists: the first
		 * entry counts. The list of load balancers with weights therefore comes before
		 * the list of load balancer ids.
		 */
		List<Attachment> all() {
			Map<Attachment, Attachment> all = new LinkedHashMap<>();
			Stream
				.of(list(this.loadBalancerConfigs), list(this.loadBalancerIds), list(this.albServerGroups),
						list(this.serverGroups), list(this.vServerGroups))
				.flatMap(List::stream)
				.forEach((each) -> all.putIfAbsent(each.identity(), each));
			return List.copyOf(all.values());
		}

		private static List<Attachment> list(@Nullable Listed listed) {
			return (listed != null) ? listed.attachments() : List.of();
		}

	}

	/** A list of attachments of one kind. */
	interface Listed {

		List<Attachment> attachments();

	}

	record LoadBalancerIds(@Nullable List<String> loadBalancerId) implements Listed {

		@Override
		public List<Attachment> attachments() {
			return orEmpty(this.loadBalancerId).stream().map((id) -> Attachment.loadBalancer(id, null)).toList();
		}

	}

	record LoadBalancerConfigs(@Nullable List<LoadBalancerConfig> loadBalancerConfig) implements Listed {

		@Override
		public List<Attachment> attachments() {
			return orEmpty(this.loadBalancerConfig).stream()
				.map((each) -> Attachment.loadBalancer(each.loadBalancerId(), each.weight()))
				.toList();
		}

	}

	record LoadBalancerConfig(String loadBalancerId, @Nullable Integer weight) {

		LoadBalancerConfig {
			Objects.requireNonNull(loadBalancerId);
		}

	}

	record AlbServerGroups(@Nullable List<AlbServerGroup> albServerGroup) implements Listed {

		@Override
		public List<Attachment> attachments() {
			return orEmpty(this.albServerGroup).stream()
				.map((each) -> Attachment.albServerGroup(each.albServerGroupId(), each.port(), each.weight()))
				.toList();
		}

	}

	record AlbServerGroup(String albServerGroupId, Integer port, @Nullable Integer weight) {

		AlbServerGroup {
			Objects.requireNonNull(albServerGroupId);
			Objects.requireNonNull(port);
		}

	}

	record ServerGroups(@Nullable List<ServerGroup> serverGroup) implements Listed {

		@Override
		public List<Attachment> attachments() {
			return orEmpty(this.serverGroup).stream()
				.map((each) -> Attachment.serverGroup(each.serverGroupId(), each.type(), each.port(), each.weight()))
				.toList();
		}

	}

	record ServerGroup(String serverGroupId, @Nullable String type, @Nullable Integer port, @Nullable Integer weight) {

		ServerGroup {
			Objects.requireNonNull(serverGroupId);
		}

	}

	record VServerGroups(@Nullable List<VServerGroup> vServerGroup) implements Listed {

		@Override
		public List<Attachment> attachments() {
			return orEmpty(this.vServerGroup).stream().flatMap(VServerGroup::attachments).toList();
		}

	}

	record VServerGroup(String loadBalancerId, @Nullable VServerGroupAttributes vServerGroupAttributes) {

		VServerGroup {
			Objects.requireNonNull(loadBalancerId);
		}

		Stream<Attachment> attachments() {
			return (this.vServerGroupAttributes == null) ? Stream.empty()
					: orEmpty(this.vServerGroupAttributes.vServerGroupAttribute()).stream()
						.map((each) -> Attachment.vServerGroup(this.loadBalancerId, each.vServerGroupId(), each.port(),
								each.weight()));
		}

	}

	record VServerGroupAttributes(@Nullable List<VServerGroupAttribute> vServerGroupAttribute) {
	}

	record VServerGroupAttribute(String vServerGroupId, @Nullable Integer port, @Nullable Integer weight) {

		VServerGroupAttribute {
			Objects.requireNonNull(vServerGroupId);
		}

	}

	private static <T> List<T> orEmpty(@Nullable List<T> list) {
		return (list != null) ? list : List.of();
	}

}
