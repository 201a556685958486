package dev.essfacade.authorization;

import java.util.function.Supplier;

import dev.essfacade.audit.AuditLogger;
import dev.essfacade.authorization.policy.Decision;
import dev.essfacade.authorization.policy.Intent;
import dev.essfacade.authorization.policy.Scope;
import dev.essfacade.authorization.policy.Subject;
import dev.essfacade.ess.EssCall;
import dev.essfacade.ess.EssClient;
import dev.essfacade.ess.EssException;
import dev.essfacade.ess.EssFailure;
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
 * Every call of ESS on behalf of somebody goes through here: it is decided on, recorded,
 * made, and its outcome recorded.
 */
@Component
public class AuthorizedEssClient {

	private static final Logger logger = LoggerFactory.getLogger(AuthorizedEssClient.class);

	private final CurrentSubject current;

	private final ReloadingPolicy policy;

	private final CallerLimits shares;

	private final AuditLogger audit;

	private final EssClient ess;

	AuthorizedEssClient(CurrentSubject current, ReloadingPolicy policy, CallerLimits shares, AuditLogger audit,
			EssClient ess) {
		this.current = current;
		this.policy = policy;
		this.shares = shares;
		this.audit = audit;
		this.ess = ess;
	}

	/**
	 * Makes a call that changes something.
	 * @param reason why, in the caller's words
	 * @throws ProblemException if it is refused here; nothing was sent
	 * @throws UnknownRegionException if the region is not served; nothing was decided
	 * @throws EssException if it did not succeed
	 */
	public <T extends WriteResponse> EssResult<T> write(EssCall<T> call, @Nullable String reason) {
		Intent intent = Intent.of(call, reason);
		this.ess.requireServed(call.regionId());
		Subject subject = this.current.get();
		Decision decision = this.policy.decide(subject, intent);
		if (!decision.isAllowed()) {
			logger.info("Refused {} of {} in {}: {}", intent.action(), intent.scalingGroupId(), intent.regionId(),
					decision.detail());
			this.audit.refused(subject, intent, decision);
			throw refusal(decision, call);
		}
		return ifThereIsRoom(
				() -> this.shares.within(subject, call.regionId(), call.clientToken(),
						() -> this.ess.call(call, () -> this.audit.intended(subject, intent, decision))),
				() -> this.audit.turnedAway(subject, intent, decision));
	}

	/**
	 * Makes a call that changes nothing, for who may read anything with it in its region.
	 * What it finds out may still be about a group that is not theirs: see
	 * {@link #mayRead}.
	 * @throws ProblemException if it is refused here; nothing was sent
	 * @throws UnknownRegionException if the region is not served; nothing was decided
	 * @throws EssException if it did not succeed
	 */
	public <T> EssResult<T> read(EssCall<T> call) {
		if (call.isWrite()) {
			throw new IllegalArgumentException("A write is decided on as one");
		}
		this.ess.requireServed(call.regionId());
		Subject subject = this.current.get();
		Decision decision = this.policy.decideRead(subject, call.action(), call.regionId());
		if (!decision.isAllowed()) {
			ProblemException refusal = refusal(decision, call);
			recordRefused(subject, call, decision, refusal.code().code(), null);
			throw refusal;
		}
		return ifThereIsRoom(() -> this.shares.within(subject, call.regionId(), null, () -> this.ess.call(call)),
				() -> this.audit.refusedRead(subject, call, decision, ProblemCode.OVERLOADED.code(), null));
	}

	/** Whether none is left to the caller or to anybody, it is said in the same way. */
	private static <T> T ifThereIsRoom(Supplier<T> call, Runnable record) {
		try {
			return call.get();
		}
		catch (ProblemException ex) {
			if (ex.code() == ProblemCode.OVERLOADED) {
				record.run();
			}
			throw ex;
		}
		catch (EssException ex) {
			if (ex.failure() == EssFailure.OVERLOADED) {
				record.run();
			}
			throw ex;
		}
	}

	/**
	 * Whether the caller may see what a call found out about a scaling group.
	 * @param scalingGroupId the group; null when ESS does not say which
	 * @param told what a caller is told who may not, for the record
	 */
	public boolean mayRead(EssCall<?> call, @Nullable String scalingGroupId, String told) {
		Subject subject = this.current.get();
		boolean may = this.policy.mayRead(subject, call.action(), call.regionId(), scalingGroupId);
		if (!may) {
			Decision decision = Decision.withoutRule(call.action(), "on this scaling group");
			recordRefused(subject, call, decision, told, scalingGroupId);
		}
		return may;
	}

	/** The log says which right is missing; what the caller is told may not. */
	private void recordRefused(Subject subject, EssCall<?> read, Decision decision, String told,
			@Nullable String scalingGroupId) {
		logger.info("Refused {} in {}: {}", read.action(), read.regionId(), decision.detail());
		this.audit.refusedRead(subject, read, decision, told, scalingGroupId);
	}

	private static ProblemException refusal(Decision decision, EssCall<?> call) {
		ProblemCode code = switch (decision.verdict()) {
			case FORBIDDEN -> ProblemCode.FORBIDDEN;
			case PROTECTED -> ProblemCode.PROTECTED;
			case READ_ONLY -> ProblemCode.READ_ONLY;
			case ALLOWED -> throw new IllegalArgumentException("Nothing was refused");
		};
		ProblemException refusal = ProblemException.ofCall(code, decision.detail(), call.clientToken());
		return decision.scopes().isEmpty() ? refusal : refusal.withChallenge(Scope.challenge(decision.scopes()));
	}

}
