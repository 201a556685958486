package dev.essfacade.scalingactivity;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * Settings of requests that watch scaling activities.
 *
 * @param maxWait Limits the time that a request with {@code Prefer: wait} waits (0s to
 * 10m). The gateway's request timeout must be longer than this time plus
 * {@code ess.deadline}.
 * @param maxStream Limits the time of an event stream (1s to 24h). After that time, the
 * client reconnects and resumes the stream.
 * @param maxWatchers Limits the requests that wait or stream at the same time. The
 * minimum is 1. Further requests fail with {@code overloaded}. One authenticated caller
 * can use at most a quarter of this limit, but at least one request.
 */
@ConfigurationProperties("facade")
record WatchProperties(@DefaultValue("50s") Duration maxWait, @DefaultValue("10m") Duration maxStream,
		@DefaultValue("2000") int maxWatchers) {

	private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

	private static final Duration LONGEST_STREAM = Duration.ofHours(24);

	WatchProperties {
		if (maxWait.isNegative() || maxWait.compareTo(LONGEST_WAIT) > 0) {
			throw new InvalidConfigurationPropertyValueException("facade.max-wait", maxWait,
					"It must be from 0s to 10m.");
		}
		if (maxStream.toSeconds() < 1 || maxStream.compareTo(LONGEST_STREAM) > 0) {
			throw new InvalidConfigurationPropertyValueException("facade.max-stream", maxStream,
					"It must be from 1s to 24h.");
		}
		if (maxWatchers < 1) {
			throw new InvalidConfigurationPropertyValueException("facade.max-watchers", maxWatchers,
					"It must be at least 1.");
		}
	}

}
