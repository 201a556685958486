package dev.essfacade.ess.credentials;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks every second whether it is time for new keys. */
final class CredentialsRefresh implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(CredentialsRefresh.class);

	private final RefreshingCredentials keys;

	private final CountDownLatch closed = new CountDownLatch(1);

	CredentialsRefresh(RefreshingCredentials keys) {
		this.keys = keys;
		Thread.ofVirtual().name("ess-credentials-renewal").start(this::run);
	}

	private void run() {
		try {
			do {
				look();
			}
			while (!this.closed.await(1, TimeUnit.SECONDS));
		}
		catch (InterruptedException _) {
			Thread.currentThread().interrupt();
		}
	}

	/** Who stops looking has no keys an hour later: nothing ends this thread. */
	private void look() {
		try {
			this.keys.refreshIfDue();
		}
		catch (RuntimeException ex) {
			logger.error("The renewal of the credentials stumbled, and goes on: {}", ex.getClass().getName());
		}
	}

	@Override
	public void close() {
		this.closed.countDown();
	}

}
