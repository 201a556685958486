package dev.essfacade.audit;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

import dev.essfacade.authorization.policy.Decision;
import dev.essfacade.authorization.policy.Intent;
import dev.essfacade.authorization.policy.Subject;
import dev.essfacade.ess.EssCall;
import dev.essfacade.web.problem.ProblemCode;
import dev.essfacade.web.problem.ProblemException;
import dev.essfacade.web.problem.RequestLine;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/** Records who does what, and what came of it. */
@Component
public class AuditLogger {

	private final AuditWriter trail;

	private final InstantSource clock;

	private final DenialLimit limit;

	AuditLogger(AuditWriter trail, InstantSource clock) {
		this.trail = trail;
		this.clock = clock;
		this.limit = new DenialLimit(clock);
	}

	/**
	 * Before the first byte goes to ESS.
	 * @return to be told what came of it
	 * @throws ProblemException if it cannot be recorded; then nothing may be sent
	 */
	public AuditedWrite intended(Subject subject, Intent intent, Decision decision) {
		AuditedWrite operation = new AuditedWrite(this, subject, intent);
		try {
			this.trail.require(operation.record("intent", List.of("change", "start", "allowed"))
				.with("event.reason", intent.reason())
				.with("essfacade.details", intent.details())
				.with("essfacade.decision.verdict", word(decision.verdict()))
				.with("essfacade.decision.rule", decision.rule()));
			return operation;
		}
		catch (IOException _) {
			record(refusal(operation, decision, ProblemCode.AUDIT_UNAVAILABLE.code()));
			throw ProblemException.ofCall(ProblemCode.AUDIT_UNAVAILABLE,
					"The audit record of this request cannot be written, so nothing was sent.", intent.clientToken());
		}
	}

	/** The rules refused it, and nothing was sent. So many of them are in the file. */
	public void refused(Subject subject, Intent intent, Decision decision) {
		AuditRecord refusal = refusal(new AuditedWrite(this, subject, intent), decision, word(decision.verdict()));
		this.limit.admit(subject.id())
			.ifPresentOrElse((leftOut) -> record(refusal.with("essfacade.left_out", (leftOut > 0) ? leftOut : null)),
					() -> this.trail.tell(refusal));
	}

	/**
	 * There was no room for it, and nothing was sent. It is told to the log alone, as
	 * whatever anybody can have happen without end.
	 */
	public void turnedAway(Subject subject, Intent intent, Decision decision) {
		this.trail.tell(refusal(new AuditedWrite(this, subject, intent), decision, ProblemCode.OVERLOADED.code()));
	}

	private static AuditRecord refusal(AuditedWrite operation, Decision decision, String code) {
		return operation.record("refusal", List.of("change", "denied"))
			.with("event.outcome", "failure")
			.with("event.reason", operation.intent().reason())
			.with("essfacade.decision.verdict", word(decision.verdict()))
			.with("essfacade.decision.rule", decision.rule())
			.with("essfacade.code", code);
	}

	/**
	 * A request was refused before anybody knew what it is about. It is told to the log
	 * alone: a flood without a token must not fill the disk.
	 * @param user who it is, if its token was good
	 * @param code what the caller is told
	 */
	public void refusedAtTheDoor(HttpServletRequest request, @Nullable String user, ProblemCode code) {
		this.trail.tell(denied("refused at the door", "knock", code.code()).with("user.id", user)
			.with("source.ip", request.getRemoteAddr())
			.with("http.request.method", request.getMethod())
			.with("url.path", RequestLine.harmlessPath(request)));
	}

	/**
	 * Somebody may not see what a read is about, or what it found, or there was no room
	 * for it. It is told to the log alone, as whatever changes nothing.
	 * @param told what the caller is told instead: who probes is told less than this
	 * record
	 * @param scalingGroupId the group that it turned out to be about, if it came so far
	 */
	public void refusedRead(Subject subject, EssCall<?> read, Decision decision, String told,
			@Nullable String scalingGroupId) {
		this.trail.tell(denied(read.action() + ": refusal", read.action(), told).with("user.id", subject.id())
			.with("source.ip", subject.address())
			.with("cloud.provider", "alibaba_cloud")
			.with("cloud.region", read.regionId())
			.with("essfacade.scaling_group", scalingGroupId)
			.with("essfacade.activity_id", read.activityId())
			.with("essfacade.decision.verdict", word(decision.verdict()))
			.with("essfacade.decision.rule", decision.rule()));
	}

	/** What did not come so far as to be an {@link AuditedWrite}. */
	private AuditRecord denied(String message, String action, String code) {
		return start("refusal", UUID.randomUUID().toString()).with("message", message)
			.with("event.category", List.of("api"))
			.with("event.type", List.of("access", "denied"))
			.with("event.action", action)
			.with("event.outcome", "failure")
			.with("essfacade.code", code);
	}

	AuditRecord start(String stage, String operation) {
		return AuditRecord.at(this.clock.instant())
			.with("transaction.id", operation)
			.with("event.id", operation + "-" + stage)
			.with("event.kind", "event")
			.with("essfacade.record", stage);
	}

	void record(AuditRecord record) {
		this.trail.record(record);
	}

	/** A constant as it stands in records. */
	static String word(Enum<?> constant) {
		return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
