package dev.essfacade.startup;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

import ch.qos.logback.classic.pattern.TargetLengthBasedClassNameAbbreviator;
import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.logging.structured.StructuredLogFormatter;

/**
 * Plain log lines: time, level, process id, thread, request id, trace id, caller, logger,
 * message. A logged value cannot forge a line: its further lines are indented, and its
 * control characters become question marks. Formatting with an equivalent Logback pattern
 * takes five times as long.
 */
final class PlainLogFormatter implements StructuredLogFormatter<ILoggingEvent> {

	private static final int INITIAL_LENGTH = 1024;

	private static final int THREAD_LENGTH = 15;

	private static final int LOGGER_LENGTH = 40;

	/** MDC keys of request id, trace id and caller. */
	private static final List<String> IDS = List.of("requestId", "traceId", "user.id");

	private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.,XXX");

	private final Map<String, String> loggers = new ConcurrentHashMap<>();

	private final TargetLengthBasedClassNameAbbreviator abbreviator = new TargetLengthBasedClassNameAbbreviator(
			LOGGER_LENGTH - 1);

	private final String process = " " + ProcessHandle.current().pid() + " --- [ess-facade] [";

	private final ThrowableProxyConverter stackTrace;

	private volatile Second second = Second.of(0);

	PlainLogFormatter(ThrowableProxyConverter stackTrace) {
		this.stackTrace = stackTrace;
	}

	@Override
	public String format(ILoggingEvent event) {
		StringBuilder line = new StringBuilder(INITIAL_LENGTH);
		time(event.getTimeStamp(), line);
		String level = event.getLevel().toString();
		line.repeat(' ', 5 - level.length()).append(level).append(this.process);
		thread(event.getThreadName(), line);
		Map<String, String> context = event.getMDCPropertyMap();
		for (String id : IDS) {
			line.append("] [").append(context.getOrDefault(id, ""));
		}
		line.append("] ").append(this.loggers.computeIfAbsent(event.getLoggerName(), this::column)).append(": ");
		SingleLine.append(Objects.requireNonNullElse(event.getFormattedMessage(), "null"), line);
		if (event.getThrowableProxy() != null) {
			SingleLine.append("\n" + this.stackTrace.convert(event).stripTrailing(), line);
		}
		return line.append('\n').toString();
	}

	private static void thread(@Nullable String name, StringBuilder line) {
		String thread = Objects.requireNonNullElse(name, "");
		int excess = thread.length() - THREAD_LENGTH;
		line.repeat(' ', Math.max(0, -excess)).append(thread, Math.max(0, excess), thread.length());
	}

	private void time(long millis, StringBuilder line) {
		Second now = this.second;
		if (millis / 1000 != now.epochSecond) {
			now = Second.of(millis / 1000);
			this.second = now;
		}
		long fraction = millis % 1000;
		line.append(now.start).append((fraction < 10) ? "00" : (fraction < 100) ? "0" : "").append(fraction);
		line.append(now.zone).append(' ');
	}

	private String column(String logger) {
		String name = this.abbreviator.abbreviate(logger);
		int excess = name.length() - LOGGER_LENGTH;
		return name.substring(Math.max(0, excess)) + " ".repeat(Math.max(0, -excess) + 1);
	}

	/** The texts before and after the milliseconds in a time, cached for one second. */
	private record Second(long epochSecond, String start, String zone) {

		static Second of(long epochSecond) {
			String[] parts = SECOND.format(Instant.ofEpochSecond(epochSecond).atZone(ZoneId.systemDefault()))
				.split(",", 2);
			return new Second(epochSecond, parts[0], parts[1]);
		}

	}

}
