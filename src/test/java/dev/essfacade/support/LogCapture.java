package dev.essfacade.support;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import ch.qos.logback.core.status.Status;
import ch.qos.logback.core.status.StatusListener;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.Marker;
import org.slf4j.bridge.SLF4JBridgeHandler;
import org.slf4j.event.LoggingEvent;
import org.slf4j.helpers.MessageFormatter;

/**
 * Hears all that the loggers of a test run would write if each had the level TRACE, and
 * searches it for canaries. What is really written stays as it is: a filter is asked
 * before the level is. It notices, too, when a line that should be written is not.
 */
public final class LogCapture extends TurboFilter {

	private static final int REMEMBERED = 20_000;

	private static final LogCapture EAR = new LogCapture();

	/**
	 * Held because java.util.logging forgets the levels of loggers that nobody holds.
	 */
	private static final java.util.logging.Logger TOMCAT = java.util.logging.Logger.getLogger("org.apache");

	private final LoggerContext logging = (LoggerContext) LoggerFactory.getILoggerFactory();

	private final LongAdder heard = new LongAdder();

	private final Queue<String> secrets = new ConcurrentLinkedQueue<>();

	private final Deque<String> recent = new ArrayDeque<>();

	private final Queue<String> lost = new ConcurrentLinkedQueue<>();

	private final StatusListener troubles = this::trouble;

	private LogCapture() {
	}

	/**
	 * Listens from here on. Each service that starts sets the log up from scratch, so
	 * this has to be said again.
	 * @return whether it did not listen already
	 */
	public static boolean listen() {
		TOMCAT.setLevel(java.util.logging.Level.ALL);
		if (!SLF4JBridgeHandler.isInstalled()) {
			SLF4JBridgeHandler.install();
		}
		EAR.logging.getStatusManager().remove(EAR.troubles);
		EAR.logging.getStatusManager().add(EAR.troubles);
		boolean deaf = !EAR.logging.getTurboFilterList().contains(EAR);
		if (deaf) {
			EAR.logging.addTurboFilter(EAR);
		}
		return deaf;
	}

	/** How many lines were heard in this run. */
	public static long heard() {
		return EAR.heard.sum();
	}

	/** The lines in which there was a secret, in the whole run. */
	public static List<String> secrets() {
		return List.copyOf(EAR.secrets);
	}

	/**
	 * What Logback says of lines that it could not write, in the whole run. It tells
	 * nobody else.
	 */
	public static List<String> lost() {
		return List.copyOf(EAR.lost);
	}

	private void trouble(Status status) {
		if (status.getMessage().contains("failed to append")) {
			this.lost.add(status.toString());
		}
	}

	/** The last lines; they are forgotten. */
	public static List<String> takeRecent() {
		synchronized (EAR.recent) {
			List<String> lines = List.copyOf(EAR.recent);
			EAR.recent.clear();
			return lines;
		}
	}

	@Override
	public FilterReply decide(@Nullable Marker marker, Logger logger, Level level, @Nullable String format,
			Object @Nullable [] arguments, @Nullable Throwable thrown) {
		if (isHushed(marker, logger, level, format, arguments, thrown)) {
			return FilterReply.NEUTRAL;
		}
		if (format == null) {
			return FilterReply.ACCEPT; // somebody asks whether a line is worth making
		}
		hear(logger.getName() + " " + MessageFormatter.basicArrayFormat(format, arguments) + " "
				+ MDC.getCopyOfContextMap() + traceOf(arguments, thrown));
		return FilterReply.NEUTRAL;
	}

	/**
	 * The line of somebody who uses the fluent API, and asked whether it is worth making
	 * long ago.
	 */
	@Override
	public FilterReply decide(Logger logger, LoggingEvent line) {
		hear(logger.getName() + " " + MessageFormatter.basicArrayFormat(line.getMessage(), line.getArgumentArray())
				+ " " + line.getKeyValuePairs() + " " + MDC.getCopyOfContextMap()
				+ traceOf(line.getArgumentArray(), line.getThrowable()));
		boolean written = Level.convertAnSLF4JLevel(line.getLevel()).isGreaterOrEqual(logger.getEffectiveLevel());
		return written ? FilterReply.NEUTRAL : FilterReply.DENY;
	}

	/**
	 * What the service keeps from being written at any level is not there to be heard.
	 */
	private boolean isHushed(@Nullable Marker marker, Logger logger, Level level, @Nullable String format,
			Object @Nullable [] arguments, @Nullable Throwable thrown) {
		return this.logging.getTurboFilterList()
			.stream()
			.anyMatch((other) -> other != this
					&& other.decide(marker, logger, level, format, arguments, thrown) == FilterReply.DENY);
	}

	private void hear(String line) {
		this.heard.increment();
		if (KnownSecrets.areIn(line)) {
			this.secrets.add(line);
		}
		synchronized (this.recent) {
			this.recent.addLast(line);
			if (this.recent.size() > REMEMBERED) {
				this.recent.removeFirst();
			}
		}
	}

	private static String traceOf(Object @Nullable [] arguments, @Nullable Throwable thrown) {
		@Nullable Throwable last = (thrown != null || arguments == null) ? thrown
				: MessageFormatter.getThrowableCandidate(arguments);
		if (last == null) {
			return "";
		}
		StringWriter trace = new StringWriter();
		last.printStackTrace(new PrintWriter(trace, true));
		return trace.toString();
	}

}
