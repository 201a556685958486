package dev.essfacade.startup;

import java.util.Iterator;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.spi.FilterReply;
import org.slf4j.LoggerFactory;

/**
 * Whether audit records come through to some log: by the levels, by the thresholds of
 * what writes, and by whether anything writes at all.
 */
final class AuditLogCheck {

	private AuditLogCheck() {
	}

	/** Asks the log itself, however it has been set up. */
	static boolean isWritten() {
		return !(LoggerFactory.getLogger("audit") instanceof Logger audit)
				|| (audit.isInfoEnabled() && isWritten(audit, record(audit)));
	}

	private static ILoggingEvent record(Logger audit) {
		return new LoggingEvent(AuditLogCheck.class.getName(), audit, Level.INFO, "a record", null, null);
	}

	/** By its own appenders, or by those of the root, which is all that is above it. */
	private static boolean isWritten(Logger audit, ILoggingEvent record) {
		Logger root = audit.getLoggerContext().getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
		return comesThrough(audit.iteratorForAppenders(), record)
				|| (audit.isAdditive() && comesThrough(root.iteratorForAppenders(), record));
	}

	private static boolean comesThrough(Iterator<Appender<ILoggingEvent>> appenders, ILoggingEvent record) {
		while (appenders.hasNext()) {
			Appender<ILoggingEvent> appender = appenders.next();
			if (appender.isStarted() && appender.getFilterChainDecision(record) != FilterReply.DENY
					&& (!(appender instanceof AsyncAppender queue)
							|| comesThrough(queue.iteratorForAppenders(), record))) {
				return true;
			}
		}
		return false;
	}

}
