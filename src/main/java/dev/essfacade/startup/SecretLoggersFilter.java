package dev.essfacade.startup;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;

import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Discards log records below WARN from libraries that handle secrets, even if a lower
 * level is configured. The URL of a signed request contains the access key id, the
 * signature and the STS token.
 */
public class SecretLoggersFilter extends TurboFilter
		implements ApplicationContextInitializer<ConfigurableApplicationContext> {

	/**
	 * Logger prefixes of the SDK, of its HTTP client, and of the libraries that read the
	 * headers of callers.
	 */
	private static final List<String> PREFIXES = List.of("org.apache.hc.", "com.aliyuncs.", "org.apache.coyote.",
			"org.apache.tomcat.util.http.", "org.apache.catalina.connector.", "org.springframework.web.");

	/**
	 * Caches the decision for each logger, because libraries check the level of a logger
	 * several times per request.
	 */
	private final Map<Logger, Boolean> secret = new ConcurrentHashMap<>();

	@Override
	public void initialize(ConfigurableApplicationContext context) {
		if (LoggerFactory.getILoggerFactory() instanceof LoggerContext logback) {
			logback.getTurboFilterList().removeIf(SecretLoggersFilter.class::isInstance);
			logback.addTurboFilter(this);
		}
	}

	@Override
	public FilterReply decide(@Nullable Marker marker, Logger logger, Level level, @Nullable String format,
			Object @Nullable [] arguments, @Nullable Throwable thrown) {
		boolean denied = level.toInt() < Level.WARN_INT && this.secret.computeIfAbsent(logger,
				(each) -> PREFIXES.stream().anyMatch(each.getName()::startsWith));
		return denied ? FilterReply.DENY : FilterReply.NEUTRAL;
	}

}
