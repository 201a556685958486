package dev.essfacade.authorization;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import org.jspecify.annotations.Nullable;

/**
 * One lock for each scaling group with a write in flight. Within this replica, the writes
 * to one group run one after the other, in the order of their arrival.
 */
final class GroupLocks {

	/** The garbage collector removes a lock that no thread has or waits for. */
	private final LoadingCache<String, ReentrantLock> locks = Caffeine.newBuilder()
		.weakValues()
		.executor(Runnable::run)
		.build((_) -> new ReentrantLock(true));

	/**
	 * Waits for the lock of a group.
	 * @return the lock; null if it was not free in time, or if the thread was interrupted
	 */
	@Nullable GroupLock acquire(String regionId, String scalingGroupId, Duration timeout) {
		ReentrantLock lock = this.locks.get(regionId + "/" + scalingGroupId);
		try {
			return lock.tryLock(timeout.toNanos(), TimeUnit.NANOSECONDS) ? lock::unlock : null;
		}
		catch (InterruptedException _) {
			Thread.currentThread().interrupt();
			return null;
		}
	}

	/**
	 * Returns the number of locks that the garbage collector has not removed; for tests.
	 */
	long size() {
		this.locks.cleanUp();
		return this.locks.estimatedSize();
	}

	/** The lock of a group; {@link #close} releases it. */
	@FunctionalInterface
	interface GroupLock extends AutoCloseable {

		/** No lock. */
		GroupLock NONE = () -> {
		};

		@Override
		void close();

	}

}
