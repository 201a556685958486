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
 * Checks whether any log appender writes audit records at the configured levels and
 * thresholds.
 */
final class AuditLogCheck {

	private AuditLogCheck() {
	}

	/**
	 * Returns whether audit records are written. Without Logback, this cannot be checked,
	 * and the result is true.
	 */
	static boolean isWritten() {
		return !(LoggerFactory.getLogger("audit") instanceof Logger audit)
				|| (audit.isInfoEnabled() && isWritten(audit, record(audit)));
	}

	private static ILoggingEvent record(Logger audit) {
		return new LoggingEvent(AuditLogCheck.class.getName(), audit, Level.INFO, "record", null, null);
	}

	/**
	 * Checks the appenders of the audit logger and of the root logger, its only ancestor.
	 */
	private static boolean isWritten(Logger audit, ILoggingEvent record) {
		Logger root = audit.getLoggerContext().getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
		return anyWrites(audit.iteratorForAppenders(), record)
				|| (audit.isAdditive() && anyWrites(root.iteratorForAppenders(), record));
	}

	private static boolean anyWrites(Iterator<Appender<ILoggingEvent>> appenders, ILoggingEvent record) {
		while (appenders.hasNext()) {
			Appender<ILoggingEvent> appender = appenders.next();
			if (appender.isStarted() && appender.getFilterChainDecision(record) != FilterReply.DENY
					&& (!(appender instanceof AsyncAppender queue)
							|| anyWrites(queue.iteratorForAppenders(), record))) {
				return true;
			}
		}
		return false;
	}

}
