package dev.essfacade.ess.resilience;

import java.util.concurrent.Semaphore;

/** What one region may use up; no other region feels it. */
public final class RegionGuard {

	private final RetryBudget budget;

	private final CircuitBreaker breaker;

	private final Semaphore everywhere;

	private final Semaphore here;

	private final int most;

	/**
	 * Starts with nothing under way and a full retry budget.
	 * @param everywhere permits of all regions together, one per call under way
	 * @param most how many calls may be under way in this region
	 */
	public RegionGuard(Ticker ticker, Semaphore everywhere, int most) {
		this.budget = new RetryBudget(ticker);
		this.breaker = new CircuitBreaker(ticker);
		this.everywhere = everywhere;
		this.here = new Semaphore(most);
		this.most = most;
	}

	/** Whether one more call may come in; whoever may has to {@link #leave} again. */
	public boolean enter() {
		if (!this.here.tryAcquire()) {
			return false;
		}
		if (!this.everywhere.tryAcquire()) {
			this.here.release();
			return false;
		}
		return true;
	}

	/** A call that entered has ended. */
	public void leave() {
		this.everywhere.release();
		this.here.release();
	}

	/** How many calls are under way. */
	public int inFlight() {
		return this.most - this.here.availablePermits();
	}

	/** The retries that this region has left. */
	public RetryBudget budget() {
		return this.budget;
	}

	/** Whether this region is thought to be dead. */
	public CircuitBreaker breaker() {
		return this.breaker;
	}

}
