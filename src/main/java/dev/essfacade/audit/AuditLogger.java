package dev.essfacade.audit;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Supplier;

import dev.essfacade.authorization.policy.Decision;
import dev.essfacade.authorization.policy.Intent;
import dev.essfacade.authorization.policy.Subject;
import dev.essfacade.ess.EssCall;
import dev.essfacade.web.problem.ProblemCode;
import dev.essfacade.web.problem.RequestLine;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;

/** Creates the audit records of writes, their outcomes, and denied requests. */
@Component
public class AuditLogger {

	private static final Logger logger = LoggerFactory.getLogger(AuditLogger.class);

	private final AuditWriter writer;

	private final InstantSource clock;

	private final DenialLimit limit;

	AuditLogger(AuditWriter writer, InstantSource clock) {
		this.writer = writer;
		this.clock = clock;
		this.limit = new DenialLimit(clock);
	}

	/** Starts the audit trail of a write. */
	public AuditedWrite start(Subject subject, Intent intent, Decision decision) {
		return new AuditedWrite(this, subject, intent, decision);
	}

	/**
	 * Records a request that the filter chain denied. The record goes to the log alone.
	 * Requests without a token therefore cannot fill the disk of the audit file.
	 * @param user the caller, if its token was valid
	 * @param code the code of the problem
	 */
	public void requestDenied(HttpServletRequest request, @Nullable String user, ProblemCode code) {
		recordInLog(denial("request denied", "http-request", code.code()).with("user.id", user)
			.with("source.ip", request.getRemoteAddr())
			.with("http.request.method", request.getMethod())
			.with("url.path", RequestLine.harmlessPath(request)));
	}

	/**
	 * Records a read that the access rules denied. The record goes to the log alone.
	 * @param shown problem code or activity state in the response, which can conceal the
	 * denial
	 * @param scalingGroupId scaling group that the call or ESS's response names; null if
	 * neither names one
	 */
	public void readDenied(Subject subject, EssCall<?> read, Decision decision, String shown,
			@Nullable String scalingGroupId) {
		recordInLog(denial(read.action() + ": denial", read.action(), shown).with("user.id", subject.id())
			.with("source.ip", subject.address())
			.with("cloud.provider", "alibaba_cloud")
			.with("cloud.region", read.regionId())
			.with("essfacade.scaling_group", scalingGroupId)
			.with("essfacade.activity_id", read.activityId())
			.with("essfacade.decision.verdict", word(decision.verdict()))
			.with("essfacade.decision.rule", decision.rule()));
	}

	private AuditRecord denial(String message, String action, String code) {
		return start("denial", UUID.randomUUID().toString()).with("message", message)
			.with("event.category", List.of("api"))
			.with("event.type", List.of("access", "denied"))
			.with("event.action", action)
			.with("event.outcome", "failure")
			.with("essfacade.code", code);
	}

	AuditRecord start(String stage, String transaction) {
		return AuditRecord.at(this.clock.instant())
			.with("transaction.id", transaction)
			.with("event.id", transaction + "-" + stage)
			.with("event.kind", "event")
			.with("essfacade.record", stage);
	}

	/**
	 * Records an intent.
	 * @throws IOException if the intent is not on the disk in time; the reason is already
	 * logged
	 */
	void recordIntent(AuditRecord intent) throws IOException {
		this.writer.require(intent);
	}

	/** Records a denial in the log, and within {@link DenialLimit} also in the file. */
	void recordDenial(Subject subject, AuditRecord denial) {
		this.limit.admit(subject.id())
			.ifPresentOrElse(
					(omitted) -> this.writer.record(denial.with("essfacade.omitted", (omitted > 0) ? omitted : null)),
					() -> recordInLog(denial));
	}

	/**
	 * Records an outcome. If this fails, the caller still gets the response of the write.
	 */
	void recordOutcome(Supplier<AuditRecord> outcome) {
		try {
			this.writer.record(outcome.get());
		}
		catch (RuntimeException ex) {
			logger.error("The outcome of a write could not be recorded", ex);
		}
	}

	void record(AuditRecord record) {
		this.writer.record(record);
	}

	void recordInLog(AuditRecord record) {
		this.writer.recordInLog(record);
	}

	/** Returns a constant as audit records spell it, in kebab case. */
	static String word(Enum<?> constant) {
		return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
