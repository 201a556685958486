package dev.essfacade.ess.resilience;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Time as the door measures it, which tests replace.
 *
 * @param nanoTime nanoseconds since some moment; never goes back
 * @param sleep lets time pass; returns early, with the thread's interrupt flag set, when
 * the thread is interrupted
 */
public record Ticker(LongSupplier nanoTime, Consumer<Duration> sleep) {

	/** The machine's own time. */
	public static Ticker system() {
		return new Ticker(System::nanoTime, Ticker::sleepReally);
	}

	long nanos() {
		return this.nanoTime.getAsLong();
	}

	/** Lets this much time pass. */
	public void pause(Duration duration) {
		this.sleep.accept(duration);
	}

	/** Starts to count down. */
	public Deadline in(Duration duration) {
		return new Deadline(this, nanos() + duration.toNanos());
	}

	private static void sleepReally(Duration duration) {
		try {
			Thread.sleep(duration);
		}
		catch (InterruptedException _) {
			Thread.currentThread().interrupt();
		}
	}

}
