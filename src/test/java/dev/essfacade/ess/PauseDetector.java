package dev.essfacade.ess;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Measures how late this machine wakes threads. Tests add this delay to their time
 * limits, because the machine may be busy.
 */
final class PauseDetector implements AutoCloseable {

	private static final long EVERY_NANOS = Duration.ofMillis(10).toNanos();

	private final AtomicLong longest = new AtomicLong();

	private final CountDownLatch closed = new CountDownLatch(1);

	PauseDetector() {
		Thread.ofVirtual().name("pauses").start(this::run);
	}

	private void run() {
		try {
			long start = System.nanoTime();
			while (!this.closed.await(EVERY_NANOS, TimeUnit.NANOSECONDS)) {
				long now = System.nanoTime();
				this.longest.accumulateAndGet(now - start - EVERY_NANOS, Math::max);
				start = now;
			}
		}
		catch (InterruptedException _) {
			Thread.currentThread().interrupt();
		}
	}

	Duration longest() {
		return Duration.ofNanos(this.longest.get());
	}

	@Override
	public void close() {
		this.closed.countDown();
	}

}
