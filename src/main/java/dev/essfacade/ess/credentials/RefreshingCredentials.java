package dev.essfacade.ess.credentials;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.DoubleSupplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.scheduling.annotation.Scheduled;

/**
 * Keeps the credentials and refreshes them before they expire. If a refresh fails, the
 * previous credentials stay in use until they expire. Concurrent callers share one fetch.
 */
public class RefreshingCredentials {

	private static final Logger logger = LoggerFactory.getLogger(RefreshingCredentials.class);

	/**
	 * Longest wait of the background refresh for a fetch. In fact, the HTTP timeouts of
	 * the sources end a fetch much earlier.
	 */
	private static final Duration BACKGROUND_WAIT = Duration.ofDays(1);

	private final CredentialsSource source;

	private final InstantSource clock;

	private final RefreshSchedule schedule;

	private volatile @Nullable Fetched current;

	private @Nullable FutureTask<Boolean> fetch;

	private @Nullable Instant lastFetch;

	private volatile Instant nextFetch = Instant.MIN;

	private int failures;

	RefreshingCredentials(CredentialsSource source, InstantSource clock, DoubleSupplier random) {
		this.source = source;
		this.clock = clock;
		this.schedule = new RefreshSchedule(source.minFetchInterval(), random);
	}

	/**
	 * Returns valid credentials.
	 * @param wait how long to wait for a fetch if there are no valid credentials
	 * @throws CredentialsUnavailableException if there are no valid credentials
	 */
	public EssCredentials get(Duration wait) {
		@Nullable Fetched now = this.current;
		if (now == null || !now.credentials.areValidAt(this.clock.instant())) {
			fetch(wait);
			now = this.current;
		}
		if (now == null || !now.credentials.areValidAt(this.clock.instant())) {
			throw new CredentialsUnavailableException();
		}
		return now.credentials;
	}

	/**
	 * Replaces credentials that ESS has declined. Fetches new ones only if the declined
	 * ones are still current and the minimum interval between fetches has passed.
	 * @return whether the current credentials differ from the declined ones
	 */
	public boolean replace(EssCredentials rejected, Duration wait) {
		@Nullable Fetched now = this.current;
		if (now != null && now.credentials.equals(rejected)) {
			fetch(wait);
			now = this.current;
		}
		return now != null && !now.credentials.equals(rejected);
	}

	/** Refreshes the credentials if a refresh is due. */
	@Scheduled(fixedRate = 1, timeUnit = TimeUnit.SECONDS) // Spring runs all fixed-delay
															// tasks on one thread, and
															// each run of a fixed-rate
															// task on its own thread.
	void refreshIfDue() {
		if (!this.clock.instant().isBefore(this.nextFetch)) {
			fetch(BACKGROUND_WAIT);
		}
	}

	/** Whether any fetch has succeeded. */
	boolean wereFetched() {
		return this.current != null;
	}

	/** Returns the seconds since the credentials changed; NaN before the first fetch. */
	double secondsSinceChange() {
		@Nullable Fetched now = this.current;
		return (now != null) ? seconds(now.since, this.clock.instant()) : Double.NaN;
	}

	/**
	 * Returns the seconds until the credentials expire; negative after that. Returns NaN
	 * before the first fetch, and if they do not expire.
	 */
	double secondsToExpiry() {
		@Nullable Fetched now = this.current;
		return (now != null && now.credentials.expiration() != null)
				? seconds(this.clock.instant(), now.credentials.expiration()) : Double.NaN;
	}

	private static double seconds(Instant from, Instant to) {
		return Duration.between(from, to).toMillis() / 1000.0;
	}

	private void fetch(Duration wait) {
		@Nullable FutureTask<Boolean> task = startOrJoin();
		if (task == null) {
			return;
		}
		try {
			task.get(Math.max(1, wait.toMillis()), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException _) {
			Thread.currentThread().interrupt();
		}
		catch (ExecutionException | TimeoutException _) {
			// The fetch logs its failure.
		}
	}

	/** Returns the running fetch or a new one; null if it is too early for a new one. */
	private synchronized @Nullable FutureTask<Boolean> startOrJoin() {
		if (this.fetch != null && !this.fetch.isDone()) {
			return this.fetch;
		}
		Instant now = this.clock.instant();
		if (!this.schedule.allows(this.lastFetch, now)) {
			return null;
		}
		this.lastFetch = now;
		FutureTask<Boolean> task = new FutureTask<>(this::fetchNow);
		this.fetch = task;
		Thread.ofVirtual().name("ess-credentials-fetch").start(task);
		return task;
	}

	private boolean fetchNow() {
		try {
			EssCredentials fetched = this.source.fetch();
			if (!fetched.areValidAt(this.clock.instant())) {
				throw new IOException("The fetched credentials have expired; this host's clock may be wrong");
			}
			succeeded(fetched);
			return true;
		}
		catch (IOException | RuntimeException ex) {
			failed(ex);
			return false;
		}
	}

	private synchronized void succeeded(EssCredentials fetched) {
		Instant now = this.clock.instant();
		this.failures = 0;
		this.nextFetch = this.schedule.afterSuccess(now, fetched.expiration());
		if (this.current == null || !this.current.credentials.equals(fetched)) {
			this.current = new Fetched(fetched, now);
			logger.info("Credentials refreshed; they are valid {}",
					(fetched.expiration() != null) ? "until " + fetched.expiration() : "until they are replaced");
		}
	}

	private synchronized void failed(Exception ex) {
		@Nullable Fetched now = this.current;
		this.failures++;
		this.nextFetch = this.schedule.afterFailure(this.clock.instant(), this.failures,
				(now != null) ? now.credentials.expiration() : null);
		// The message of an unexpected exception might quote a secret.
		logger.warn("Credentials refresh failed ({} in a row): {}: {}. {} Next attempt at {}", this.failures,
				ex.getClass().getSimpleName(), (ex instanceof IOException) ? ex.getMessage() : "no details",
				consequence(now), this.nextFetch);
	}

	private static String consequence(@Nullable Fetched now) {
		if (now == null) {
			return "There are no credentials yet.";
		}
		@Nullable Instant expiration = now.credentials.expiration();
		return "The previous credentials stay in use" + ((expiration != null) ? " until " + expiration + "." : ".");
	}

	/**
	 * Credentials and the time of their first fetch.
	 *
	 * @param since when the source first returned them
	 */
	private record Fetched(EssCredentials credentials, Instant since) {
	}

}
