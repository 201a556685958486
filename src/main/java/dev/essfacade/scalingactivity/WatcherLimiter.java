package dev.essfacade.scalingactivity;

import dev.essfacade.ess.resilience.FairSemaphore;
import dev.essfacade.security.CurrentSubject;
import dev.essfacade.web.problem.ProblemCode;
import dev.essfacade.web.problem.ProblemException;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/** Limits the requests that wait or stream at the same time: in total and per caller. */
@Component
public class WatcherLimiter {

	/** One caller can use the limit divided by this number. */
	private static final int SHARE = 4;

	private final FairSemaphore watchers;

	private final CurrentSubject current;

	WatcherLimiter(WatchProperties settings, CurrentSubject current) {
		this.watchers = FairSemaphore.withFixedShare(settings.maxWatchers(), settings.maxWatchers() / SHARE);
		this.current = current;
	}

	/**
	 * Counts the current request as a watcher until the returned object is closed.
	 * @param clientToken idempotency key of a write; null for a read
	 * @throws ProblemException if a limit is reached
	 */
	public Watcher acquire(@Nullable String clientToken) {
		@Nullable String caller = this.current.get().limitKey();
		if (this.watchers.tryAcquire(caller) != null) {
			throw ProblemException.of(ProblemCode.OVERLOADED, "watchers").withClientToken(clientToken);
		}
		return () -> this.watchers.release(caller);
	}

	/** A request that is counted as a watcher. */
	@FunctionalInterface
	public interface Watcher extends AutoCloseable {

		@Override
		void close();

	}

}
