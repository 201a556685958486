package dev.essfacade.scalinggroup.state;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import dev.essfacade.ess.EssCall;
import dev.essfacade.web.EntityTag;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is attached to a scaling group at one moment.
 *
 * @param scalingGroupName name of the group
 * @param lifecycleState state of the group; ESS executes writes only in {@code Active}
 * @param all the attachments of all kinds, each once
 */
public record Attachments(@Nullable String scalingGroupName, @Nullable String lifecycleState, List<Attachment> all) {

	/**
	 * The ESS operation that lists attachments. If the access rules allow this operation
	 * on a group, the caller may read the group.
	 */
	public static final String ACTION = "DescribeScalingGroups";

	/** No attachments, for a group that ESS does not list. */
	public static final Attachments NONE = new Attachments(null, null, List.of());

	public Attachments {
		all = List.copyOf(all);
	}

	/** Returns the call that reads a group's attachments. */
	public static EssCall<DescribeGroupsResponse> read(String regionId, String scalingGroupId) {
		return EssCall.read(ACTION, regionId, DescribeGroupsResponse.class)
			.scalingGroup("ScalingGroupId.1", scalingGroupId)
			.build();
	}

	/** Returns the classic load balancers. */
	public List<Attachment> loadBalancers() {
		return kind((each) -> each.loadBalancerId() != null && each.vServerGroupId() == null);
	}

	/** Returns the ALB server groups. */
	public List<Attachment> albServerGroups() {
		return kind((each) -> each.albServerGroupId() != null);
	}

	/** Returns the vServer groups. */
	public List<Attachment> vServerGroups() {
		return kind((each) -> each.vServerGroupId() != null);
	}

	/** Returns the server groups of other types. */
	public List<Attachment> serverGroups() {
		return kind((each) -> each.serverGroupId() != null);
	}

	private List<Attachment> kind(Predicate<Attachment> kind) {
		return this.all.stream().filter(kind).toList();
	}

	/** Returns the targets that are attached, with their weights. */
	public List<Attachment> attached(List<Attachment> targets) {
		Set<Attachment> wanted = identities(targets);
		return this.all.stream().filter((each) -> wanted.contains(each.identity())).toList();
	}

	/** Returns the targets that are not attached. */
	public List<Attachment> notAttached(List<Attachment> targets) {
		Set<Attachment> attached = identities(this.all);
		return targets.stream().filter((each) -> !attached.contains(each.identity())).toList();
	}

	/** Returns what remains attached after a detach of the targets. */
	public List<Attachment> remaining(List<Attachment> targets) {
		Set<Attachment> gone = identities(targets);
		return this.all.stream().filter((each) -> !gone.contains(each.identity())).toList();
	}

	private static Set<Attachment> identities(List<Attachment> attachments) {
		return attachments.stream().map(Attachment::identity).collect(Collectors.toSet());
	}

	/**
	 * Returns the strong entity tag of the attachments. The tag does not depend on the
	 * order of the attachments in ESS's response.
	 */
	public String tag() {
		List<Attachment> sorted = this.all.stream().sorted(Comparator.comparing((each) -> each.toString())).toList();
		return EntityTag.strong(JsonMapper.shared().writeValueAsBytes(sorted));
	}

}
