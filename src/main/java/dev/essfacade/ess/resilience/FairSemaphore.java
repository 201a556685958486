package dev.essfacade.ess.resilience;

import java.util.HashMap;
import java.util.Map;
import java.util.function.IntUnaryOperator;

import org.jspecify.annotations.Nullable;

/**
 * A semaphore that limits each caller to a share of the permits. A share is at least one
 * permit. The remaining permits stay free for other callers.
 */
public final class FairSemaphore {

	private final int permits;

	private final IntUnaryOperator share;

	private final Map<String, Integer> byCaller = new HashMap<>();

	private int inUse;

	/**
	 * Starts with all permits free. If {@code n} callers have permits, each of them can
	 * use the fraction {@code 1 / (n + 1)} of all permits.
	 */
	public FairSemaphore(int permits) {
		this(permits, (callers) -> permits / (callers + 1));
	}

	private FairSemaphore(int permits, IntUnaryOperator share) {
		this.permits = permits;
		this.share = share;
	}

	/**
	 * Starts with all permits free. Each caller can have at most {@code share} of them.
	 */
	public static FairSemaphore withFixedShare(int permits, int share) {
		return new FairSemaphore(permits, (_) -> share);
	}

	/**
	 * Acquires a permit if one is free and within the caller's share.
	 * @param caller the caller; null if callers are anonymous, so that no share applies
	 * @return the reason why no permit was acquired; null if one was acquired
	 */
	public synchronized @Nullable Rejection tryAcquire(@Nullable String caller) {
		if (caller != null) {
			int own = this.byCaller.getOrDefault(caller, 0);
			if (own > 0 && own >= this.share.applyAsInt(this.byCaller.size())) {
				return Rejection.SHARE_IN_USE;
			}
		}
		if (this.inUse == this.permits) {
			return Rejection.ALL_IN_USE;
		}
		this.inUse++;
		if (caller != null) {
			this.byCaller.merge(caller, 1, Integer::sum);
		}
		return null;
	}

	/** Releases a permit that this caller acquired. */
	public synchronized void release(@Nullable String caller) {
		this.inUse--;
		if (caller != null) {
			this.byCaller.computeIfPresent(caller, (_, own) -> (own > 1) ? own - 1 : null);
		}
	}

	/** Returns how many permits are in use. */
	public synchronized int inUse() {
		return this.inUse;
	}

	/** Why no permit was acquired. */
	public enum Rejection {

		/** All permits are in use. */
		ALL_IN_USE,

		/** The caller's share is in use. */
		SHARE_IN_USE

	}

}
