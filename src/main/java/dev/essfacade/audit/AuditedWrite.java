package dev.essfacade.audit;

import java.io.IOException;
import java.util.List;
import java.util.UUID;

import dev.essfacade.authorization.policy.Decision;
import dev.essfacade.authorization.policy.Intent;
import dev.essfacade.authorization.policy.Subject;
import dev.essfacade.ess.CallOutcome;
import dev.essfacade.ess.EssError;
import dev.essfacade.ess.EssException;
import dev.essfacade.ess.EssResult;
import dev.essfacade.ess.WriteResponse;
import dev.essfacade.web.EssProblems;
import dev.essfacade.web.problem.ProblemCode;
import dev.essfacade.web.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * The audit trail of one write: a denial, or an intent followed by an outcome. The
 * records of a write share one {@code transaction.id}.
 */
public final class AuditedWrite {

	private final String id = UUID.randomUUID().toString();

	private final long start = System.nanoTime();

	private final AuditLogger audit;

	private final Subject subject;

	private final Intent intent;

	private final Decision decision;

	private boolean intended;

	AuditedWrite(AuditLogger audit, Subject subject, Intent intent, Decision decision) {
		this.audit = audit;
		this.subject = subject;
		this.intent = intent;
		this.decision = decision;
	}

	/** Records that the access rules denied the write. */
	public void denied() {
		this.audit.recordDenial(this.subject, denial(AuditLogger.word(this.decision.verdict())));
	}

	/** Records that a condition is violated or the group is busy. No write is sent. */
	public void rejected(ProblemCode code) {
		this.audit.recordDenial(this.subject, denial(code.code()));
	}

	/**
	 * Records the intent, before the first byte of the write is sent to ESS.
	 * @param read the read before the write; null if there was none
	 * @throws ProblemException if the intent cannot be recorded; the write must not be
	 * sent then
	 */
	public void intended(@Nullable PriorRead read) {
		AuditRecord intended = record("intent", List.of("change", "start", "allowed"))
			.with("event.reason", this.intent.reason())
			.with("essfacade.details", this.intent.details())
			.with("essfacade.decision.verdict", AuditLogger.word(this.decision.verdict()))
			.with("essfacade.decision.rule", this.decision.rule());
		if (read != null) {
			intended.with("essfacade.read_outcome", read.outcome().label())
				.with("essfacade.allow_last", read.allowLast())
				.with("essfacade.attached", read.attached());
		}
		try {
			this.audit.recordIntent(intended);
		}
		catch (IOException _) {
			this.audit.record(denial(ProblemCode.AUDIT_UNAVAILABLE.code()));
			throw ProblemException.of(ProblemCode.AUDIT_UNAVAILABLE).withClientToken(this.intent.clientToken());
		}
		this.intended = true;
	}

	/** Records that ESS executed the write. Never throws. */
	public void succeeded(EssResult<WriteResponse> result) {
		this.audit.recordOutcome(() -> outcome(CallOutcome.OK, "success", result.attempts())
			.with("essfacade.ess.request_id", result.requestId())
			.with("essfacade.activity_id", result.value().usableActivityId()));
	}

	/**
	 * Records a failure. No intent is recorded if a concurrency limit was reached, or the
	 * read before the write failed. Then a denial goes to the log alone. Never throws.
	 */
	public void failed(EssException failure) {
		if (!this.intended) {
			this.audit.recordInLog(denial(EssProblems.code(failure).code()));
			return;
		}
		@Nullable EssError error = failure.error();
		this.audit.recordOutcome(() -> {
			AuditRecord outcome = outcome(failure.outcome(),
					failure.outcome().mayHaveExecuted() ? "unknown" : "failure", failure.attempts());
			return (error == null) ? outcome
					: outcome.with("essfacade.ess.request_id", error.requestId())
						.with("essfacade.ess.code", error.code())
						.with("essfacade.ess.http_status", error.httpStatus());
		});
	}

	private AuditRecord outcome(CallOutcome outcome, String result, int attempts) {
		return record("outcome", List.of("change", "end")).with("event.outcome", result)
			.with("event.duration", System.nanoTime() - this.start)
			.with("essfacade.outcome", outcome.label())
			.with("essfacade.attempts", attempts);
	}

	private AuditRecord denial(String code) {
		return record("denial", List.of("change", "denied")).with("event.outcome", "failure")
			.with("event.reason", this.intent.reason())
			.with("essfacade.decision.verdict", AuditLogger.word(this.decision.verdict()))
			.with("essfacade.decision.rule", this.decision.rule())
			.with("essfacade.code", code);
	}

	private AuditRecord record(String stage, List<String> types) {
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

}
