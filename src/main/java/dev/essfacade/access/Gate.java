package dev.essfacade.access;

import java.time.InstantSource;

import dev.essfacade.access.audit.Audit;
import dev.essfacade.access.audit.Operation;
import dev.essfacade.access.identity.CurrentSubject;
import dev.essfacade.access.policy.Decision;
import dev.essfacade.access.policy.Intent;
import dev.essfacade.access.policy.Policy;
import dev.essfacade.access.policy.Subject;
import dev.essfacade.ess.EssCall;
import dev.essfacade.ess.EssClient;
import dev.essfacade.ess.EssException;
import dev.essfacade.ess.EssResult;
import dev.essfacade.ess.WriteAnswer;
import dev.essfacade.web.ProblemCode;
import dev.essfacade.web.ProblemException;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Every call of ESS on behalf of somebody goes through here: it is decided on, recorded,
 * made, and its outcome recorded.
 */
@Component
public class Gate {

	private final CurrentSubject current;

	private final Policy policy = new Policy();

	private final Audit audit;

	private final EssClient ess;

	private final InstantSource clock;

	Gate(CurrentSubject current, Audit audit, EssClient ess, InstantSource clock) {
		this.current = current;
		this.audit = audit;
		this.ess = ess;
		this.clock = clock;
	}

	/**
	 * Makes a call that changes something.
	 * @throws ProblemException if it is refused here; nothing was sent
	 * @throws EssException if it did not succeed
	 */
	public <T extends WriteAnswer> EssResult<T> write(EssCall<T> call, Intent intent) {
		Subject subject = this.current.get();
		Decision decision = this.policy.decide(subject, intent, this.clock.instant());
		if (!decision.isAllowed()) {
			this.audit.refused(subject, intent, decision);
			throw new ProblemException(ProblemCode.INTERNAL, decision.detail());
		}
		Operation operation = this.audit.intended(subject, intent, decision);
		try {
			EssResult<T> result = this.ess.call(call);
			operation.succeeded(result);
			return result;
		}
		catch (RuntimeException ex) {
			operation.failed(ex);
			throw ex;
		}
	}

	/** Makes a call that changes nothing. */
	public <T> EssResult<T> read(EssCall<T> call) {
		return this.ess.call(call);
	}

	/**
	 * Whether the caller may see what concerns a scaling group.
	 * @param scalingGroupId the group; null when ESS does not say which
	 */
	public boolean mayRead(String regionId, @Nullable String scalingGroupId) {
		return this.policy.mayRead(this.current.get(), regionId, scalingGroupId);
	}

}
