package dev.essfacade.support;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Checks after each test class that no captured log line contains a canary, written or
 * not, and that Logback lost no line. JUnit loads this extension with a service loader.
 */
public final class LogCheck implements AfterAllCallback {

	@Override
	public void afterAll(ExtensionContext context) {
		check();
	}

	static void check() {
		assertThat(LogCapture.takeSecrets()).as("log lines with a secret").isEmpty();
		assertThat(LogCapture.takeLost()).as("log lines that Logback failed to write").isEmpty();
	}

}
