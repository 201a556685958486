package dev.essfacade.support;

import ch.qos.logback.classic.BasicConfigurator;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import org.slf4j.Logger;

/**
 * Log levels before the first service starts, and of tests without a service. Logback's
 * default would log every byte on the wire.
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
