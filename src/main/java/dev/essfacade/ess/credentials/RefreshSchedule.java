package dev.essfacade.ess.credentials;

import java.time.Duration;
import java.time.Instant;
import java.util.function.DoubleSupplier;

import org.jspecify.annotations.Nullable;

/**
 * Times at which credentials are fetched again.
 *
 * @param minInterval the shortest time between two fetches; null if one fetch is enough
 * @param random numbers from 0 to 1, which spread the fetches of replicas that started
 * together
 */
record RefreshSchedule(@Nullable Duration minInterval, DoubleSupplier random) {

	/**
	 * Time between two reads of the files. Kubernetes updates the files of a changed
	 * secret within a minute or so.
	 */
	private static final Duration FILE_CHECK_INTERVAL = Duration.ofSeconds(10);

	private static final Duration MAX_BACKOFF = Duration.ofMinutes(1);

	private static final int MAX_DOUBLINGS = 3;

	/** Whether a fetch may start now. */
	boolean allows(@Nullable Instant lastFetch, Instant now) {
		if (lastFetch == null) {
			return true;
		}
		// The absolute value, since the clock may have been set back.
		return this.minInterval != null && Duration.between(lastFetch, now).abs().compareTo(this.minInterval) >= 0;
	}

	/**
	 * Returns the time of the next fetch after a success. If the credentials expire, the
	 * fetch is due after 70 to 80 % of their remaining lifetime.
	 */
	Instant afterSuccess(Instant now, @Nullable Instant expiration) {
		if (this.minInterval == null) {
			return Instant.MAX;
		}
		if (expiration == null) {
			return now.plus(FILE_CHECK_INTERVAL);
		}
		double share = 0.7 + 0.1 * this.random.getAsDouble();
		return now.plusMillis((long) (Duration.between(now, expiration).toMillis() * share));
	}

	/**
	 * Returns the time of the next fetch after a failure. The backoff is exponential, but
	 * ends at the expiration of valid credentials at the latest. No fetch is due less
	 * than {@code minInterval} before the expiration. Such a fetch would forbid the fetch
	 * at the expiration, when callers need new credentials.
	 */
	Instant afterFailure(Instant now, int failures, @Nullable Instant expiration) {
		if (this.minInterval == null) {
			return Instant.MAX;
		}
		Instant next = now.plus(backoff(this.minInterval, failures));
		if (expiration == null || !now.isBefore(expiration)) {
			return next;
		}
		Instant lastChance = expiration.minus(this.minInterval);
		if (!next.isAfter(lastChance)) {
			return next;
		}
		return now.plus(this.minInterval).isAfter(lastChance) ? expiration : lastChance;
	}

	private Duration backoff(Duration first, int failures) {
		Duration backoff = first.multipliedBy(1L << Math.min(failures - 1, MAX_DOUBLINGS));
		return (backoff.compareTo(MAX_BACKOFF) < 0 ? backoff : MAX_BACKOFF)
			.multipliedBy(1000 + (long) (200 * this.random.getAsDouble()))
			.dividedBy(1000);
	}

}
