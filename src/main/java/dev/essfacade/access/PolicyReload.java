package dev.essfacade.access;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Looks every two seconds whether other rules are written down. */
final class PolicyReload implements AutoCloseable {

	private final PolicyInForce policy;

	private final CountDownLatch closed = new CountDownLatch(1);

	PolicyReload(PolicyInForce policy) {
		this.policy = policy;
		Thread.ofVirtual().name("access-rules-reload").start(this::run);
	}

	private void run() {
		try {
			while (!this.closed.await(2, TimeUnit.SECONDS)) {
				this.policy.look();
			}
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
