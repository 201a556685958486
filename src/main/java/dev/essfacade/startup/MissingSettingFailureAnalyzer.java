package dev.essfacade.startup;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Says in one paragraph what to set, and how to look around without any account; no stack
 * trace.
 */
class MissingSettingFailureAnalyzer extends AbstractFailureAnalyzer<MissingSettingException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, MissingSettingException cause) {
		return new FailureAnalysis(cause.getMessage() + " To try the service without a cloud account, run its sandbox "
				+ "from a checkout: ./mvnw spring-boot:test-run. The README lists all settings.", null, cause);
	}

}
