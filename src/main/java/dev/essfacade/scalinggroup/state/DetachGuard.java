package dev.essfacade.scalinggroup.state;

import java.util.List;
import java.util.stream.IntStream;

import dev.essfacade.web.IfMatch;
import dev.essfacade.web.problem.ProblemCode;
import org.jspecify.annotations.Nullable;

/**
 * The conditions that the attachments of a group must meet before a detach. If none of
 * the targets is attached, no condition applies. A repetition of an executed detach is
 * therefore sent, and ESS recognizes its ClientToken.
 *
 * @param targets the targets of the detach, without weights
 * @param field name of the list of targets in the request body
 * @param allowLast whether the detach may leave nothing that sends traffic to the group
 * @param ifMatch the caller's condition on the attachments, or null
 */
public record DetachGuard(List<Attachment> targets, String field, boolean allowLast, @Nullable IfMatch ifMatch) {

	/**
	 * Returns whether the detach may be sent although the attachments could not be read.
	 */
	public boolean toleratesFailedRead() {
		return this.allowLast && this.ifMatch == null;
	}

	/** Returns the problem code of the violated condition, or null. */
	public @Nullable ProblemCode violation(Attachments before) {
		if (before.attached(this.targets).isEmpty()) {
			return null;
		}
		if (this.ifMatch != null && !this.ifMatch.matches(before.tag(), !before.all().isEmpty())) {
			return ProblemCode.ATTACHMENTS_CHANGED;
		}
		boolean served = before.remaining(this.targets).stream().anyMatch(Attachment::sendsTraffic);
		return (served || this.allowLast) ? null : ProblemCode.LAST_ATTACHMENT;
	}

	/** Returns the places of the targets that are not attached, as JSON pointers. */
	public List<String> placesOfNotAttached(Attachments before) {
		List<Attachment> notAttached = before.notAttached(this.targets);
		return IntStream.range(0, this.targets.size())
			.filter((i) -> notAttached.contains(this.targets.get(i)))
			.mapToObj((i) -> "#/%s/%d".formatted(this.field, i))
			.toList();
	}

}
