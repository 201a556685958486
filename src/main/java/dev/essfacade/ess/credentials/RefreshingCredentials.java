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
 * Holds the keys that sign, and gets new ones in time. The last good keys are handed out
 * until they really end, whatever became of the attempts to renew them. However many
 * callers wait for new ones, the source is asked once.
 */
public class RefreshingCredentials {

	private static final Logger logger = LoggerFactory.getLogger(RefreshingCredentials.class);

	private final CredentialsSource source;

	private final InstantSource clock;

	private final RefreshSchedule times;

	private volatile @Nullable Held held;

	private @Nullable FutureTask<Boolean> fetching;

	private @Nullable Instant lastFetch;

	private volatile Instant nextLook = Instant.MIN;

	private int failures;

	RefreshingCredentials(CredentialsSource source, InstantSource clock, DoubleSupplier random) {
		this.source = source;
		this.clock = clock;
		this.times = new RefreshSchedule(source.rest(), random);
	}

	/**
	 * The keys to sign with.
	 * @param patience how long to wait for a fetch when there are none
	 * @throws CredentialsUnavailableException if there are no valid ones
	 */
	public EssCredentials keys(Duration patience) {
		@Nullable Held now = this.held;
		if (now == null || !now.keys.areValidAt(this.clock.instant())) {
			fetch(patience);
			now = this.held;
		}
		if (now == null || !now.keys.areValidAt(this.clock.instant())) {
			throw new CredentialsUnavailableException();
		}
		return now.keys;
	}

	/**
	 * ESS has refused keys. Gets new ones, unless somebody has already or has just tried.
	 * @return whether there are others now
	 */
	public boolean replace(EssCredentials refused, Duration patience) {
		@Nullable Held now = this.held;
		if (now != null && now.keys.equals(refused)) {
			fetch(patience);
			now = this.held;
		}
		return now != null && !now.keys.equals(refused);
	}

	/** Refreshes the credentials if that is due. */
	@Scheduled(fixedRate = 1, timeUnit = TimeUnit.SECONDS) // a reload with a fixed delay
															// cannot block it
	void refreshIfDue() {
		if (!this.clock.instant().isBefore(this.nextLook)) {
			fetch(Duration.ofDays(1)); // every source has a limit of its own
		}
	}

	/** Whether there have ever been keys. */
	boolean hasKeys() {
		return this.held != null;
	}

	/** Seconds since the keys came, or changed. */
	double age() {
		@Nullable Held now = this.held;
		return (now != null) ? seconds(Duration.between(now.since, this.clock.instant())) : Double.NaN;
	}

	/** Seconds until the keys end; less than nothing when they have. */
	double timeLeft() {
		@Nullable Held now = this.held;
		return (now != null && now.keys.expiration() != null)
				? seconds(Duration.between(this.clock.instant(), now.keys.expiration())) : Double.NaN;
	}

	private static double seconds(Duration duration) {
		return duration.toMillis() / 1000.0;
	}

	private void fetch(Duration patience) {
		@Nullable FutureTask<Boolean> fetch = startOrJoin();
		if (fetch == null) {
			return;
		}
		try {
			fetch.get(Math.max(1, patience.toMillis()), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException _) {
			Thread.currentThread().interrupt();
		}
		catch (ExecutionException | TimeoutException _) {
			// The fetch has said in the log what went wrong, or still will.
		}
	}

	/** Null when the source needs a rest. */
	private synchronized @Nullable FutureTask<Boolean> startOrJoin() {
		if (this.fetching != null && !this.fetching.isDone()) {
			return this.fetching;
		}
		Instant now = this.clock.instant();
		if (!this.times.allow(this.lastFetch, now)) {
			return null;
		}
		this.lastFetch = now;
		FutureTask<Boolean> fetch = new FutureTask<>(this::fetchNow);
		this.fetching = fetch;
		Thread.ofVirtual().name("ess-credentials-fetch").start(fetch);
		return fetch;
	}

	private boolean fetchNow() {
		try {
			EssCredentials fetched = this.source.fetch();
			if (!fetched.areValidAt(this.clock.instant())) {
				throw new IOException("The keys that came have ended already; this service's clock may be wrong");
			}
			hold(fetched);
			return true;
		}
		catch (IOException | RuntimeException ex) {
			failed(ex);
			return false;
		}
	}

	private synchronized void hold(EssCredentials fetched) {
		Instant now = this.clock.instant();
		this.failures = 0;
		this.nextLook = this.times.afterSuccess(now, fetched.expiration());
		if (this.held == null || !this.held.keys.equals(fetched)) {
			this.held = new Held(fetched, now);
			logger.info("There are new credentials; they end {}",
					(fetched.expiration() != null) ? "at " + fetched.expiration() : "when they are replaced");
		}
	}

	private synchronized void failed(Exception ex) {
		@Nullable Held now = this.held;
		this.failures++;
		this.nextLook = this.times.afterFailure(this.clock.instant(), this.failures,
				(now != null) ? now.keys.expiration() : null);
		// A type and a text of ours; a cause might quote what was sent.
		logger.warn("Credentials could not be fetched, {} times in a row: {}: {}. Next attempt at {}", this.failures,
				ex.getClass().getSimpleName(), (ex instanceof IOException) ? ex.getMessage() : "no details",
				this.nextLook);
	}

	/**
	 * What is held.
	 *
	 * @param since when it came
	 */
	private record Held(EssCredentials keys, Instant since) {
	}

}
