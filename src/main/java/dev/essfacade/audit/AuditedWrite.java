package dev.essfacade.audit;

import java.util.List;
import java.util.UUID;

import dev.essfacade.authorization.policy.Intent;
import dev.essfacade.authorization.policy.Subject;
import dev.essfacade.ess.EssClient;
import dev.essfacade.ess.EssException;
import dev.essfacade.ess.EssException.Refusal;
import dev.essfacade.ess.EssFailure;
import dev.essfacade.ess.EssResult;
import dev.essfacade.ess.WriteResponse;
import org.jspecify.annotations.Nullable;

/** Something that somebody does to a scaling group; its records share one id. */
public final class AuditedWrite implements EssClient.Witness {

	private final String id = UUID.randomUUID().toString();

	private final long start = System.nanoTime();

	private final AuditLogger audit;

	private final Subject subject;

	private final Intent intent;

	AuditedWrite(AuditLogger audit, Subject subject, Intent intent) {
		this.audit = audit;
		this.subject = subject;
		this.intent = intent;
	}

	@Override
	public void succeeded(EssResult<? extends WriteResponse> result) {
		this.audit.record(outcome("success", "done").with("essfacade.ess.request_id", result.requestId())
			.with("essfacade.activity_id", result.value().scalingActivityId())
			.with("essfacade.attempts", result.attempts()));
	}

	@Override
	public void failed(RuntimeException failure) {
		this.audit.record((failure instanceof EssException ess) ? outcome(ess) : outcome("unknown", "unknown"));
	}

	private AuditRecord outcome(EssException failure) {
		boolean answered = failure.failure() == EssFailure.ANSWERED;
		AuditRecord outcome = failure.mayHaveExecuted() ? outcome("unknown", "unknown")
				: outcome("failure", answered ? "refused-by-ess" : "not-sent");
		outcome.with("essfacade.failure", AuditLogger.word(failure.failure()))
			.with("essfacade.attempts", failure.attempts());
		@Nullable Refusal refusal = failure.refusal();
		if (refusal != null) {
			outcome.with("essfacade.ess.request_id", refusal.requestId())
				.with("essfacade.ess.code", refusal.code())
				.with("essfacade.ess.http_status", refusal.httpStatus());
		}
		return outcome;
	}

	private AuditRecord outcome(String outcome, String precisely) {
		return record("outcome", List.of("change", "end")).with("event.outcome", outcome)
			.with("event.duration", System.nanoTime() - this.start)
			.with("essfacade.outcome", precisely);
	}

	/** What all records of it have in common. */
	AuditRecord record(String stage, List<String> types) {
		return this.audit.start(stage, this.id)
			.with("message", this.intent.action() + ": " + stage)
			.with("event.category", List.of("api"))
			.with("event.type", types)
			.with("event.action", this.intent.action())
			.with("user.id", this.subject.id())
			.with("source.ip", this.subject.address())
			.with("cloud.provider", "alibaba_cloud")
			.with("cloud.region", this.intent.regionId())
			.with("essfacade.scaling_group", this.intent.scalingGroupId())
			.with("essfacade.targets", this.intent.targets())
			.with("essfacade.force", this.intent.force())
			.with("essfacade.client_token", this.intent.clientToken());
	}

	Intent intent() {
		return this.intent;
	}

}
