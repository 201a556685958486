package dev.essfacade.ess.credentials;

import java.time.Duration;
import java.time.Instant;
import java.util.function.DoubleSupplier;

import org.jspecify.annotations.Nullable;

/**
 * When to ask for new keys.
 *
 * @param rest the shortest time between two fetches; null if one fetch is all
 * @param random numbers from 0 to 1, so that replicas that started together do not ask
 * together
 */
record RefreshSchedule(@Nullable Duration rest, DoubleSupplier random) {

	/** Mounted files show a change within a minute; this is well below. */
	private static final Duration LOOK_AT_FILES_EVERY = Duration.ofSeconds(10);

	private static final Duration LONGEST_BACKOFF = Duration.ofMinutes(1);

	/** Whether a fetch may start now. */
	boolean allow(@Nullable Instant lastFetch, Instant now) {
		if (lastFetch == null) {
			return true;
		}
		// The clock may have been set back.
		return this.rest != null && Duration.between(lastFetch, now).abs().compareTo(this.rest) >= 0;
	}

	/** At 70 to 80 % of the life of the new keys. */
	Instant afterSuccess(Instant now, @Nullable Instant expiration) {
		if (this.rest == null) {
			return Instant.MAX;
		}
		if (expiration == null) {
			return now.plus(LOOK_AT_FILES_EVERY);
		}
		double part = 0.7 + 0.1 * this.random.getAsDouble();
		return now.plusMillis((long) (Duration.between(now, expiration).toMillis() * part));
	}

	/**
	 * Later and later, but not so late that the keys end unattended. Just before their
	 * end nothing is tried, so that the source is rested at the very moment that callers
	 * depend on it.
	 */
	Instant afterFailure(Instant now, int failures, @Nullable Instant expiration) {
		if (this.rest == null) {
			return Instant.MAX;
		}
		Duration backoff = this.rest.multipliedBy(1L << Math.min(failures - 1, 3));
		Duration jittered = (backoff.compareTo(LONGEST_BACKOFF) < 0 ? backoff : LONGEST_BACKOFF)
			.multipliedBy(1000 + (long) (200 * this.random.getAsDouble()))
			.dividedBy(1000);
		Instant next = now.plus(jittered);
		if (expiration == null || !now.isBefore(expiration)) {
			return next;
		}
		Instant lastCall = expiration.minus(this.rest);
		if (!next.isAfter(lastCall)) {
			return next;
		}
		return now.plus(this.rest).isAfter(lastCall) ? expiration : lastCall;
	}

}
