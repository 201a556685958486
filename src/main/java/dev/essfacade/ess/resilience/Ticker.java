package dev.essfacade.ess.resilience;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Monotonic clock and sleep of the ESS client, which tests replace.
 *
 * @param nanoTime nanoseconds since an arbitrary origin; never decreases
 * @param sleep sleeps; returns early, with the interrupt flag set, if the thread is
 * interrupted
 */
public record Ticker(LongSupplier nanoTime, Consumer<Duration> sleep) {

	/** Returns the system's monotonic clock and sleep. */
	public static Ticker system() {
		return new Ticker(System::nanoTime, Ticker::systemSleep);
	}

	/** Returns nanoseconds since an arbitrary origin. */
	public long nanos() {
		return this.nanoTime.getAsLong();
	}

	/** Sleeps for the given time. */
	public void pause(Duration duration) {
		this.sleep.accept(duration);
	}

	/** Returns a deadline that ends after the given time. */
	public Deadline in(Duration duration) {
		return new Deadline(this, nanos() + duration.toNanos());
	}

	private static void systemSleep(Duration duration) {
		try {
			Thread.sleep(duration);
		}
		catch (InterruptedException _) {
			Thread.currentThread().interrupt();
		}
	}

}
