package dev.essfacade.authorization;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

/**
 * One lock for each scaling group with a write in flight: within this replica, the writes
 * to one group run one after the other, in the order of their arrival.
 */
final class GroupLocks {

	private final Map<String, Entry> entries = new ConcurrentHashMap<>();

	/**
	 * Waits for the lock of a group.
	 * @return null if the lock was not released in time
	 */
	@Nullable GroupLock acquire(String regionId, String scalingGroupId, Duration timeout) {
		String group = regionId + "/" + scalingGroupId;
		Entry entry = Objects.requireNonNull(this.entries.compute(group,
				(_, existing) -> (existing != null) ? existing.withUsers(1) : new Entry(new ReentrantLock(true), 1)));
		if (tryLock(entry.lock(), timeout)) {
			return () -> {
				entry.lock().unlock();
				forget(group);
			};
		}
		forget(group);
		return null;
	}

	private static boolean tryLock(ReentrantLock lock, Duration timeout) {
		try {
			return lock.tryLock(timeout.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (InterruptedException _) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	private void forget(String group) {
		this.entries.computeIfPresent(group, (_, entry) -> (entry.users() > 1) ? entry.withUsers(-1) : null);
	}

	/** Returns the number of groups with a write in flight. */
	int size() {
		return this.entries.size();
	}

	/**
	 * The lock of a group.
	 *
	 * @param lock the lock
	 * @param users threads that have the lock or wait for it
	 */
	private record Entry(ReentrantLock lock, int users) {

		Entry withUsers(int more) {
			return new Entry(this.lock, this.users + more);
		}

	}

	/** The right to write to a group; released by {@link #close}. */
	@FunctionalInterface
	interface GroupLock extends AutoCloseable {

		@Override
		void close();

	}

}
