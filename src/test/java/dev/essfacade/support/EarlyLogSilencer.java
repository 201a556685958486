package dev.essfacade.support;

import ch.qos.logback.classic.BasicConfigurator;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import org.slf4j.Logger;

/**
 * Sets the log levels until the first service starts, and for tests without a service. At
 * Logback's default level, every byte on the wire would be logged.
 */
public class EarlyLogSilencer extends BasicConfigurator {

	@Override
	public ExecutionStatus configure(LoggerContext logging) {
		super.configure(logging);
		logging.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.WARN);
		logging.getLogger("audit").setLevel(Level.INFO); // as in application.yaml
		logging.getLogger("figures").setLevel(Level.INFO); // measured values of tests
		return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
	}

}
