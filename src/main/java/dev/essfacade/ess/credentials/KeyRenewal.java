package dev.essfacade.ess.credentials;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Looks every second whether it is time for new keys. */
final class KeyRenewal implements AutoCloseable {

	private final KeyRing keys;

	private final CountDownLatch closed = new CountDownLatch(1);

	KeyRenewal(KeyRing keys) {
		this.keys = keys;
		Thread.ofVirtual().name("ess-credentials-renewal").start(this::run);
	}

	private void run() {
		try {
			do {
				this.keys.look();
			}
			while (!this.closed.await(1, TimeUnit.SECONDS));
		}
		catch (InterruptedException _) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public void close() {
		this.closed.countDown();
	}

}
