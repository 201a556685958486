package dev.essfacade.scalinggroup;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import dev.essfacade.authorization.PreviewReads;
import dev.essfacade.ess.EssCall;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a {@code DescribeScalingInstances} response that a preview uses, with the
 * names that they have on the wire.
 */
record DescribeInstancesResponse(@Nullable Integer totalCount, @Nullable Instances scalingInstances) {

	/**
	 * The page size. The documents of ESS name different maximums; this is the smallest
	 * of them.
	 */
	private static final int PAGE_SIZE = 50;

	/** Later pages are not read, because a scaling group has at most 2,000 instances. */
	private static final int MAX_PAGES = 40;

	/**
	 * States of the instances that a forced detach removes. ESS does not document these
	 * states.
	 */
	private static final Set<String> SERVING = Set.of("InService", "Protected", "Standby");

	/** Reads all pages, and returns the instances that a forced detach removes. */
	static List<DetachPreview.Instance> serving(EssCall<?> write, PreviewReads reads) {
		List<DetachPreview.Instance> serving = new ArrayList<>();
		for (int page = 1;; page++) {
			DescribeInstancesResponse response = reads.read(read(write, page)).value();
			response.instances()
				.stream()
				.filter((each) -> SERVING.contains(each.lifecycleState()))
				.map((each) -> new DetachPreview.Instance(each.instanceId(), each.lifecycleState()))
				.forEach(serving::add);
			if (response.isLast(page)) {
				return serving;
			}
		}
	}

	private static EssCall<DescribeInstancesResponse> read(EssCall<?> write, int page) {
		return EssCall.read("DescribeScalingInstances", write.regionId(), DescribeInstancesResponse.class)
			.scalingGroup(Objects.requireNonNull(write.scalingGroupId()))
			.parameter("PageNumber", page)
			.parameter("PageSize", PAGE_SIZE)
			.build();
	}

	private List<Instance> instances() {
		return (this.scalingInstances != null && this.scalingInstances.scalingInstance() != null)
				? this.scalingInstances.scalingInstance() : List.of();
	}

	private boolean isLast(int page) {
		return page == MAX_PAGES || instances().isEmpty() || this.totalCount == null
				|| (long) page * PAGE_SIZE >= this.totalCount;
	}

	record Instances(@Nullable List<Instance> scalingInstance) {
	}

	record Instance(String instanceId, String lifecycleState) {

		Instance {
			Objects.requireNonNull(instanceId);
			Objects.requireNonNull(lifecycleState);
		}

	}

}
