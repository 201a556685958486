package dev.essfacade.scalinggroup;

import java.util.List;

import dev.essfacade.authorization.AuthorizedEssClient;
import dev.essfacade.authorization.PreviewReads;
import dev.essfacade.ess.EssCall;
import dev.essfacade.ess.EssResult;
import dev.essfacade.scalinggroup.state.Attachment;
import dev.essfacade.scalinggroup.state.DetachGuard;
import dev.essfacade.web.problem.ProblemCode;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Previews writes. Makes the access decision of the real write and reads the state of the
 * group, but sends no write.
 */
@Component
public class PreviewService {

	private final AuthorizedEssClient ess;

	PreviewService(AuthorizedEssClient ess) {
		this.ess = ess;
	}

	/**
	 * Returns what a detach would do, with the request id of the read of the attachments.
	 */
	public EssResult<DetachPreview> ofDetach(EssCall<?> detach, DetachGuard guard) {
		try (PreviewReads reads = this.ess.preview(detach, guard)) {
			GroupState group = GroupState.read(detach, reads);
			List<Attachment> detached = group.attachments().attached(guard.targets());
			List<Attachment> notAttached = group.attachments().notAttached(guard.targets());
			@Nullable String code = group.code(reads, reads.violation(group.attachments()),
					notAttached.isEmpty() ? null : ProblemCode.NOT_ATTACHED);
			boolean leaving = detach.force() && reads.mayReadGroup();
			DetachPreview preview = new DetachPreview(code == null, detached, notAttached,
					leaving ? leaving(detach, detached, reads) : null,
					reads.mayReadGroup() ? group.attachments().remaining(guard.targets()) : null, group.isBusy(),
					group.activityId(), code);
			return new EssResult<>(preview, group.requestId(), 1);
		}
	}

	private static List<DetachPreview.Instance> leaving(EssCall<?> detach, List<Attachment> detached,
			PreviewReads reads) {
		return detached.isEmpty() ? List.of() : DescribeInstancesResponse.serving(detach, reads);
	}

	/**
	 * Returns what an attach would do, with the request id of the read of the
	 * attachments.
	 * @param repeatable whether ESS accepts the attach of a target that is already
	 * attached
	 */
	public EssResult<AttachPreview> ofAttach(EssCall<?> attach, List<Attachment> targets, boolean repeatable) {
		try (PreviewReads reads = this.ess.preview(attach, null)) {
			GroupState group = GroupState.read(attach, reads);
			List<Attachment> already = group.attachments().attached(targets);
			@Nullable String code = group.code(reads, null,
					(already.isEmpty() || repeatable) ? null : ProblemCode.ALREADY_ATTACHED);
			AttachPreview preview = new AttachPreview(code == null, group.attachments().notAttached(targets), already,
					group.isBusy(), group.activityId(), code);
			return new EssResult<>(preview, group.requestId(), 1);
		}
	}

}
