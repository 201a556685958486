package dev.essfacade.authorization;

import java.util.Objects;

import dev.essfacade.audit.PriorRead;
import dev.essfacade.ess.CallOutcome;
import dev.essfacade.ess.EssCall;
import dev.essfacade.ess.EssClient;
import dev.essfacade.ess.EssException;
import dev.essfacade.ess.resilience.Deadline;
import dev.essfacade.scalinggroup.state.Attachment;
import dev.essfacade.scalinggroup.state.Attachments;
import dev.essfacade.scalinggroup.state.DetachGuard;
import dev.essfacade.web.IfMatch;
import dev.essfacade.web.problem.ProblemException;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Reads a group's attachments before a detach. The caller needs no right for this read,
 * because a response shows only the targets that the caller named.
 */
@Component
class AttachmentsReader {

	private final EssClient ess;

	private final boolean enabled;

	AttachmentsReader(EssClient ess, AttachmentsProperties settings) {
		this.ess = ess;
		this.enabled = settings.readAttachmentsFirst();
	}

	/** Whether attachments are read before a detach. */
	boolean isEnabled() {
		return this.enabled;
	}

	/**
	 * Rejects {@code If-Match} if attachments are not read before a detach.
	 * @throws ProblemException if {@code If-Match} is set and cannot be checked
	 */
	void requireSupported(@Nullable DetachGuard guard) {
		if (!this.enabled && guard != null && guard.ifMatch() != null) {
			throw IfMatch.invalid("header-switched-off");
		}
	}

	/** Returns the given guard; null if attachments are not read before a detach. */
	@Nullable DetachGuard ifEnabled(@Nullable DetachGuard guard) {
		return this.enabled ? guard : null;
	}

	/**
	 * Reads the attachments before a detach.
	 * @param guard null for a write that needs no read
	 * @param deadline deadline of read and write; the read may take a quarter of the time
	 * left
	 * @throws EssException if the read failed and the guard does not tolerate that
	 */
	ReadResult read(EssCall<?> write, @Nullable DetachGuard guard, Deadline deadline) {
		if (!this.enabled || guard == null) {
			return ReadResult.NONE;
		}
		String group = Objects.requireNonNull(write.scalingGroupId());
		try {
			Attachments attachments = this.ess.call(Attachments.read(write.regionId(), group), deadline.quarter())
				.value()
				.attachments(group)
				.orElse(Attachments.NONE);
			return new ReadResult(attachments, CallOutcome.OK);
		}
		catch (EssException ex) {
			if (guard.toleratesFailedRead()) {
				return new ReadResult(null, ex.outcome());
			}
			throw ex.before(write);
		}
	}

	/**
	 * The result of the read.
	 *
	 * @param attachments what is attached; null if nothing was read
	 * @param outcome the outcome of the read; null if there was none
	 */
	record ReadResult(@Nullable Attachments attachments, @Nullable CallOutcome outcome) {

		static final ReadResult NONE = new ReadResult(null, null);

		/** Returns what the audit record says about the read; null if there was none. */
		@Nullable PriorRead forAudit(@Nullable DetachGuard guard) {
			if (this.outcome == null || guard == null) {
				return null;
			}
			return new PriorRead(this.outcome, guard.allowLast(), (this.attachments == null) ? null
					: this.attachments.attached(guard.targets()).stream().map(Attachment::text).toList());
		}

	}

}
