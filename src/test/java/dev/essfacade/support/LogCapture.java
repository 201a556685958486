package dev.essfacade.support;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

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
 * Captures the lines that all loggers would write at level TRACE, and searches them for
 * canaries. The capture is a turbo filter, which runs before the level check. It does not
 * change the written log. It also records the lines that Logback failed to write.
 */
public final class LogCapture extends TurboFilter {

	private static final int MAX_RECENT_LINES = 20_000;

	private static final LogCapture CAPTURE = new LogCapture();

	/**
	 * Strong reference, because java.util.logging garbage-collects loggers with their
	 * levels.
	 */
	private static final java.util.logging.Logger TOMCAT_LOGGER = java.util.logging.Logger.getLogger("org.apache");

	private final LoggerContext logging = (LoggerContext) LoggerFactory.getILoggerFactory();

	private final LongAdder captured = new LongAdder();

	private final Queue<String> secrets = new ConcurrentLinkedQueue<>();

	private final Deque<String> recent = new ArrayDeque<>();

	private final Queue<String> lost = new ConcurrentLinkedQueue<>();

	private final StatusListener appendFailures = this::recordAppendFailure;

	private LogCapture() {
	}

	/**
	 * Starts the capture. Each start of a service resets the log configuration, so the
	 * capture must be started again.
	 * @return whether the capture was not active before
	 */
	public static boolean listen() {
		TOMCAT_LOGGER.setLevel(java.util.logging.Level.ALL);
		if (!SLF4JBridgeHandler.isInstalled()) {
			SLF4JBridgeHandler.install();
		}
		CAPTURE.logging.getStatusManager().remove(CAPTURE.appendFailures);
		CAPTURE.logging.getStatusManager().add(CAPTURE.appendFailures);
		boolean missing = !CAPTURE.logging.getTurboFilterList().contains(CAPTURE);
		if (missing) {
			CAPTURE.logging.addTurboFilter(CAPTURE);
		}
		return missing;
	}

	/** Number of lines captured in this run. */
	public static long captured() {
		return CAPTURE.captured.sum();
	}

	/** Returns and removes the captured lines that contain a secret. */
	static List<String> takeSecrets() {
		return takeAll(CAPTURE.secrets);
	}

	/**
	 * Returns and removes Logback's status messages about lines that it failed to write.
	 * No other output reports them.
	 */
	public static List<String> takeLost() {
		return takeAll(CAPTURE.lost);
	}

	private static List<String> takeAll(Queue<String> lines) {
		return Stream.generate(lines::poll).takeWhile(Objects::nonNull).toList();
	}

	private void recordAppendFailure(Status status) {
		if (status.getMessage().contains("failed to append")) {
			this.lost.add(status.toString());
		}
	}

	/** Returns and removes the most recent lines. */
	public static List<String> takeRecent() {
		synchronized (CAPTURE.recent) {
			List<String> lines = List.copyOf(CAPTURE.recent);
			CAPTURE.recent.clear();
			return lines;
		}
	}

	@Override
	public FilterReply decide(@Nullable Marker marker, Logger logger, Level level, @Nullable String format,
			Object @Nullable [] arguments, @Nullable Throwable thrown) {
		if (isSuppressed(marker, logger, level, format, arguments, thrown)) {
			return FilterReply.NEUTRAL;
		}
		if (format == null) {
			return FilterReply.ACCEPT; // the caller asks whether the level is enabled
		}
		capture(logger.getName() + " " + MessageFormatter.basicArrayFormat(format, arguments) + " "
				+ MDC.getCopyOfContextMap() + traceOf(arguments, thrown));
		return FilterReply.NEUTRAL;
	}

	/** Captures a line of the fluent API. An earlier call has checked its level. */
	@Override
	public FilterReply decide(Logger logger, LoggingEvent line) {
		capture(logger.getName() + " " + MessageFormatter.basicArrayFormat(line.getMessage(), line.getArgumentArray())
				+ " " + line.getKeyValuePairs() + " " + MDC.getCopyOfContextMap()
				+ traceOf(line.getArgumentArray(), line.getThrowable()));
		boolean written = Level.convertAnSLF4JLevel(line.getLevel()).isGreaterOrEqual(logger.getEffectiveLevel());
		return written ? FilterReply.NEUTRAL : FilterReply.DENY;
	}

	/** Whether another filter suppresses the line at every level. */
	private boolean isSuppressed(@Nullable Marker marker, Logger logger, Level level, @Nullable String format,
			Object @Nullable [] arguments, @Nullable Throwable thrown) {
		return this.logging.getTurboFilterList()
			.stream()
			.anyMatch((other) -> other != this
					&& other.decide(marker, logger, level, format, arguments, thrown) == FilterReply.DENY);
	}

	private void capture(String line) {
		this.captured.increment();
		if (KnownSecrets.isContainedIn(line)) {
			this.secrets.add(line);
		}
		synchronized (this.recent) {
			this.recent.addLast(line);
			if (this.recent.size() > MAX_RECENT_LINES) {
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
