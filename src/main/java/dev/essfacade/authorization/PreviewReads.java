package dev.essfacade.authorization;

import java.util.Objects;

import dev.essfacade.ess.ConcurrencyLimiter.Permit;
import dev.essfacade.ess.EssCall;
import dev.essfacade.ess.EssClient;
import dev.essfacade.ess.EssResult;
import dev.essfacade.ess.resilience.Deadline;
import dev.essfacade.scalinggroup.state.Attachments;
import dev.essfacade.scalinggroup.state.DetachGuard;
import dev.essfacade.web.problem.ProblemCode;
import org.jspecify.annotations.Nullable;

/**
 * The reads of a preview. In the concurrency limits, all reads of a preview count as one
 * call. They share one deadline, and concern only the scaling group of the write.
 */
public final class PreviewReads implements AutoCloseable {

	private final EssCall<?> write;

	private final @Nullable DetachGuard guard;

	private final boolean isProtected;

	private final boolean mayReadGroup;

	private final Permit permit;

	private final EssClient ess;

	private final Deadline deadline;

	PreviewReads(EssCall<?> write, @Nullable DetachGuard guard, boolean isProtected, boolean mayReadGroup,
			Permit permit, EssClient ess) {
		this.write = write;
		this.guard = guard;
		this.isProtected = isProtected;
		this.mayReadGroup = mayReadGroup;
		this.permit = permit;
		this.ess = ess;
		this.deadline = ess.deadline();
	}

	/** Whether the write would be denied because its group is protected. */
	public boolean isProtected() {
		return this.isProtected;
	}

	/** Returns the condition that the write would violate, or null. */
	public @Nullable ProblemCode violation(Attachments before) {
		return (this.guard != null) ? this.guard.violation(before) : null;
	}

	/** Whether the caller may read more of the group than the targets of the write. */
	public boolean mayReadGroup() {
		return this.mayReadGroup;
	}

	/** Makes a read of the write's scaling group. */
	public <T> EssResult<T> read(EssCall<T> read) {
		if (read.isWrite() || !read.regionId().equals(this.write.regionId())
				|| !Objects.equals(read.scalingGroupId(), this.write.scalingGroupId())) {
			throw new IllegalArgumentException("A preview reads the group of its write only");
		}
		return this.ess.call(read, this.deadline);
	}

	@Override
	public void close() {
		this.permit.close();
	}

}
