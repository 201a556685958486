package dev.essfacade.authorization;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks every two seconds whether something else is written down. Whatever becomes of a
 * look, there is a next one; but one that hangs can only be told of.
 */
final class PeriodicReload implements AutoCloseable {

	/** With what a look takes, its outcome holds within five seconds. */
	static final Duration INTERVAL = Duration.ofSeconds(2);

	private static final Duration LATE = Duration.ofSeconds(10);

	private static final Logger logger = LoggerFactory.getLogger(PeriodicReload.class);

	private final String name;

	private final Runnable look;

	private final Duration interval;

	private final InstantSource clock;

	private final CountDownLatch closed = new CountDownLatch(1);

	private volatile Instant last;

	/**
	 * Starts to look.
	 * @param name what is looked at
	 */
	PeriodicReload(String name, Runnable look, Duration interval, InstantSource clock) {
		this.name = name;
		this.look = look;
		this.interval = interval;
		this.clock = clock;
		this.last = clock.instant();
		Thread.ofVirtual().name(name).start(this::run);
	}

	/** Whether no look has come to its end for ten seconds. */
	boolean isLate() {
		return Duration.between(this.last, this.clock.instant()).compareTo(LATE) > 0;
	}

	private void run() {
		try {
			while (!this.closed.await(this.interval.toMillis(), TimeUnit.MILLISECONDS)) {
				lookOnce();
				this.last = this.clock.instant();
			}
		}
		catch (InterruptedException _) {
			Thread.currentThread().interrupt();
		}
	}

	private void lookOnce() {
		try {
			this.look.run();
		}
		catch (RuntimeException | Error ex) {
			logger.error("A look at the {} failed ({}); there will be a next one", this.name,
					ex.getClass().getSimpleName());
		}
	}

	@Override
	public void close() {
		this.closed.countDown();
	}

}
