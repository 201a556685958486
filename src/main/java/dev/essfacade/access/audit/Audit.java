package dev.essfacade.access.audit;

import dev.essfacade.access.policy.Decision;
import dev.essfacade.access.policy.Intent;
import dev.essfacade.access.policy.Subject;
import dev.essfacade.ess.EssException;
import dev.essfacade.ess.EssResult;
import dev.essfacade.ess.WriteAnswer;

import org.springframework.stereotype.Component;

/** Records who does what, and what came of it. */
@Component
public class Audit {

	/**
	 * Before the first byte goes to ESS. Throws when it cannot be recorded; then nothing
	 * may be sent.
	 */
	public void intended(Subject subject, Intent intent, Decision decision) {
	}

	/** ESS did it. */
	public void succeeded(Subject subject, Intent intent, EssResult<? extends WriteAnswer> result) {
	}

	/** ESS did not do it, or nobody knows. */
	public void failed(Subject subject, Intent intent, EssException failure) {
	}

	/** It was refused here, and nothing was sent. */
	public void refused(Subject subject, Intent intent, Decision decision) {
	}

}
