package dev.essfacade.authorization;

import dev.essfacade.audit.AuditLogger;
import dev.essfacade.audit.AuditedWrite;
import dev.essfacade.authorization.policy.Decision;
import dev.essfacade.authorization.policy.Intent;
import dev.essfacade.authorization.policy.Scope;
import dev.essfacade.authorization.policy.Subject;
import dev.essfacade.ess.ConcurrencyLimiter;
import dev.essfacade.ess.ConcurrencyLimiter.Permit;
import dev.essfacade.ess.EssCall;
import dev.essfacade.ess.EssClient;
import dev.essfacade.ess.EssException;
import dev.essfacade.ess.EssResult;
import dev.essfacade.ess.UnknownRegionException;
import dev.essfacade.ess.WriteResponse;
import dev.essfacade.security.CurrentSubject;
import dev.essfacade.web.problem.ProblemCode;
import dev.essfacade.web.problem.ProblemException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;

/**
 * Calls ESS on behalf of the current caller: decides on each call by the access rules,
 * limits the calls in flight, and records writes in the audit log.
 */
@Component
public class AuthorizedEssClient {

	private static final Logger logger = LoggerFactory.getLogger(AuthorizedEssClient.class);

	private static final String ON_GROUP = "on this scaling group";

	private final CurrentSubject current;

	private final ReloadingPolicy policy;

	private final ConcurrencyLimiter limiter;

	private final AuditLogger audit;

	private final EssClient ess;

	AuthorizedEssClient(CurrentSubject current, ReloadingPolicy policy, ConcurrencyLimiter limiter, AuditLogger audit,
			EssClient ess) {
		this.current = current;
		this.policy = policy;
		this.limiter = limiter;
		this.audit = audit;
		this.ess = ess;
	}

	/**
	 * Makes a write.
	 * @param reason the caller's reason, for the audit record
	 * @throws ProblemException if it is denied or cannot be recorded; nothing was sent
	 * @throws UnknownRegionException if the region is not served; nothing was sent
	 * @throws EssException if ESS did not execute it, or the outcome is unknown
	 */
	public <T extends WriteResponse> EssResult<T> write(EssCall<T> call, @Nullable String reason) {
		this.ess.requireServed(call.regionId());
		Subject subject = this.current.get();
		Intent intent = Intent.of(call, reason);
		Decision decision = this.policy.decide(subject, intent);
		AuditedWrite record = this.audit.write(subject, intent, decision);
		if (!decision.isAllowed()) {
			record.denied();
			throw denied(decision, call);
		}
		try (Permit _ = this.limiter.acquire(call, caller(subject))) {
			record.intended();
			EssResult<T> result = this.ess.call(call);
			record.succeeded(result);
			return result;
		}
		catch (EssException ex) {
			record.failed(ex);
			throw ex;
		}
	}

	/**
	 * Makes a read that the caller may make in this region, and of the call's scaling
	 * group if it names one. Otherwise the response can concern a scaling group that the
	 * caller may not read: see {@link #mayRead(EssCall, String, String)}.
	 * @throws ProblemException if it is denied; nothing was sent
	 * @throws UnknownRegionException if the region is not served; nothing was sent
	 * @throws EssException if it did not succeed
	 */
	public <T> EssResult<T> read(EssCall<T> call) {
		Decision decision = authorizeRead(call);
		try (Permit _ = permit(call, this.current.get(), decision)) {
			return this.ess.call(call);
		}
	}

	/**
	 * Decides on a read whose response is already known, as {@link #read} does.
	 * @throws ProblemException if it is denied
	 * @throws UnknownRegionException if the region is not served
	 */
	public Decision authorizeRead(EssCall<?> call) {
		if (call.isWrite()) {
			throw new IllegalArgumentException("A write needs a decision of its own");
		}
		this.ess.requireServed(call.regionId());
		Subject subject = this.current.get();
		Decision decision = decideRead(subject, call);
		if (!decision.isAllowed()) {
			this.audit.readDenied(subject, call, decision, code(decision).code(), call.scalingGroupId());
			throw denied(decision, call);
		}
		return decision;
	}

	private Decision decideRead(Subject subject, EssCall<?> call) {
		Decision decision = this.policy.decideRead(subject, call.action(), call.regionId());
		boolean group = call.scalingGroupId() == null
				|| this.policy.mayRead(subject, call.action(), call.regionId(), call.scalingGroupId());
		return (decision.isAllowed() && !group) ? Decision.withoutRule(call.action(), ON_GROUP) : decision;
	}

	private Permit permit(EssCall<?> read, Subject subject, Decision decision) {
		try {
			return this.limiter.acquire(read, caller(subject));
		}
		catch (EssException ex) {
			this.audit.readDenied(subject, read, decision, ProblemCode.OVERLOADED.code(), null);
			throw ex;
		}
	}

	/**
	 * Whether the caller may see what a response says about a scaling group.
	 * @param scalingGroupId null if ESS names none
	 * @param shown what the caller is shown instead, for the audit record
	 */
	public boolean mayRead(EssCall<?> call, @Nullable String scalingGroupId, String shown) {
		Subject subject = this.current.get();
		boolean may = this.policy.mayRead(subject, call.action(), call.regionId(), scalingGroupId);
		if (!may) {
			Decision decision = Decision.withoutRule(call.action(), ON_GROUP);
			log(decision, call);
			this.audit.readDenied(subject, call, decision, shown, scalingGroupId);
		}
		return may;
	}

	/**
	 * Whether the caller may read a scaling group with an action. Nothing is recorded: it
	 * does not ask for the group.
	 */
	public boolean mayRead(String action, String regionId, String scalingGroupId) {
		return this.policy.mayRead(this.current.get(), action, regionId, scalingGroupId);
	}

	/** Returns the caller for the concurrency limit, or null if callers are anonymous. */
	private static @Nullable String caller(Subject subject) {
		return subject.authenticated() ? subject.id() : null;
	}

	/** The log names the missing right also where the caller is shown less. */
	private static void log(Decision decision, EssCall<?> call) {
		logger.info("Denied {} of {} in {}: {}", call.action(), call.subject(), call.regionId(), decision.detail());
	}

	private static ProblemException denied(Decision decision, EssCall<?> call) {
		log(decision, call);
		ProblemException problem = ProblemException.ofCall(code(decision), decision.detail(), call.clientToken());
		return decision.scopes().isEmpty() ? problem : problem.withChallenge(Scope.challenge(decision.scopes()));
	}

	private static ProblemCode code(Decision decision) {
		return switch (decision.verdict()) {
			case FORBIDDEN -> ProblemCode.FORBIDDEN;
			case PROTECTED -> ProblemCode.PROTECTED;
			case READ_ONLY -> ProblemCode.READ_ONLY;
			case ALLOWED -> throw new IllegalArgumentException("An allowed call is not denied");
		};
	}

}
