package dev.esssimulator.gateway;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

import dev.esssimulator.Behaviour;
import dev.esssimulator.Throttling;

/** Token buckets of the actions. */
@Behaviour(value = "flow control is a token bucket for each action, off by default", switchedBy = "withThrottling")
final class TokenBuckets {

	/** One day in milliseconds: the wait for a bucket that never refills. */
	private static final double LONGEST_WAIT = 86_400_000;

	private final Map<String, Level> levels = new HashMap<>();

	synchronized void take(String action, Throttling throttling, Instant now) {
		Level level = this.levels.getOrDefault(action, new Level(throttling.burst(), now));
		double seconds = Duration.between(level.at, now).toMillis() / 1000.0;
		double tokens = Math.min(throttling.burst(), level.tokens + seconds * throttling.perSecond());
		if (tokens < 1) {
			double wait = (1 - tokens) / throttling.perSecond() * 1000;
			throw GatewayErrors.throttled((long) Math.ceil(Math.min(wait, LONGEST_WAIT))).asException();
		}
		this.levels.put(action, new Level(tokens - 1, now));
	}

	synchronized void forget() {
		this.levels.clear();
	}

	private record Level(double tokens, Instant at) {
	}

}
