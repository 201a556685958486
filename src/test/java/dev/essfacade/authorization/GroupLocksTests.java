package dev.essfacade.authorization;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import dev.essfacade.authorization.GroupLocks.GroupLock;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class GroupLocksTests {

	private static final Duration PATIENCE = Duration.ofMinutes(1);

	private final GroupLocks locks = new GroupLocks();

	@Test
	void aSecondWriteToTheGroupWaitsForTheFirst() throws InterruptedException {
		AtomicInteger inside = new AtomicInteger();
		List<Integer> most = new ArrayList<>();
		List<Thread> writers = new ArrayList<>();
		for (int i = 0; i < 20; i++) {
			writers.add(Thread.ofVirtual().start(() -> {
				try (GroupLock _ = acquire("asg-1", PATIENCE)) {
					most.add(inside.incrementAndGet());
					if (most.size() % 5 == 0) {
						System.gc(); // must not remove the lock
					}
					inside.decrementAndGet();
				}
			}));
		}
		for (Thread writer : writers) {
			writer.join();
		}
		assertThat(most).hasSize(20).containsOnly(1);
		awaitNoLocks();
	}

	@Test
	void otherGroupsAndRegionsDoNotWait() {
		acquireThreeLocks();
		awaitNoLocks();
	}

	/** Separate method, because a stack frame can keep references to released locks. */
	private void acquireThreeLocks() {
		try (GroupLock _ = acquire("asg-1", PATIENCE); GroupLock _ = acquire("asg-2", Duration.ZERO)) {
			System.gc();
			assertThat(this.locks.size()).as("the locks are in use").isEqualTo(2);
			Objects.requireNonNull(this.locks.acquire("cn-beijing", "asg-1", Duration.ZERO)).close();
		}
	}

	@Test
	void returnsNothingIfTheLockIsNotReleasedInTime() throws InterruptedException {
		CountDownLatch release = new CountDownLatch(1);
		Thread first = Thread.ofVirtual().start(() -> {
			try (GroupLock _ = acquire("asg-1", PATIENCE)) {
				awaitUninterrupted(release);
			}
		});
		await().until(() -> this.locks.size() == 1);
		System.gc();
		assertThat(this.locks.acquire("cn-hangzhou", "asg-1", Duration.ofMillis(1))).isNull();
		assertThat(this.locks.size()).as("the first still has it").isEqualTo(1);
		release.countDown();
		first.join();
		awaitNoLocks();
	}

	@Test
	void anInterruptedWaitEndsWithoutTheLock() throws InterruptedException {
		try (GroupLock _ = acquire("asg-1", PATIENCE)) {
			AtomicInteger interrupted = new AtomicInteger();
			Thread second = Thread.ofVirtual().start(() -> {
				if (this.locks.acquire("cn-hangzhou", "asg-1", PATIENCE) == null
						&& Thread.currentThread().isInterrupted()) {
					interrupted.incrementAndGet();
				}
			});
			await().until(() -> second.getState() == Thread.State.TIMED_WAITING);
			second.interrupt();
			second.join();
			assertThat(interrupted).hasValue(1);
		}
	}

	/**
	 * Waits until the garbage collector has removed all locks. No thread references them
	 * any more.
	 */
	private void awaitNoLocks() {
		await().until(() -> {
			System.gc();
			return this.locks.size() == 0;
		});
	}

	private GroupLock acquire(String group, Duration timeout) {
		return Objects.requireNonNull(this.locks.acquire("cn-hangzhou", group, timeout));
	}

	private static void awaitUninterrupted(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new AssertionError(ex);
		}
	}

}
