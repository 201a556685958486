package dev.essfacade.access;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks every two seconds whether other rules are written down. Whatever becomes of a
 * look, there is a next one.
 */
final class PolicyReload implements AutoCloseable {

	/** With what a look takes, changed rules hold within five seconds. */
	static final Duration INTERVAL = Duration.ofSeconds(2);

	private static final Logger logger = LoggerFactory.getLogger(PolicyReload.class);

	private final Runnable look;

	private final Duration interval;

	private final CountDownLatch closed = new CountDownLatch(1);

	PolicyReload(Runnable look, Duration interval) {
		this.look = look;
		this.interval = interval;
		Thread.ofVirtual().name("access-rules-reload").start(this::run);
	}

	private void run() {
		try {
			while (!this.closed.await(this.interval.toMillis(), TimeUnit.MILLISECONDS)) {
				lookOnce();
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
			logger.error("A look at the access rules failed ({}); there will be a next one",
					ex.getClass().getSimpleName());
		}
	}

	@Override
	public void close() {
		this.closed.countDown();
	}

}
