package dev.essfacade.authorization;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in one paragraph where the mistake is; no stack trace. */
class UnusableRulesFailureAnalyzer extends AbstractFailureAnalyzer<UnusableRulesException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, UnusableRulesException cause) {
		return new FailureAnalysis("The access rules cannot be used: " + cause.getMessage()
				+ ". The page docs/access.md shows how rules are written.", null, cause);
	}

}
