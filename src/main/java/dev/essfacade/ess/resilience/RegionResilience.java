package dev.essfacade.ess.resilience;

/**
 * What protects one region, independent of all others.
 *
 * @param budget retry budget
 * @param breaker circuit breaker
 */
public record RegionResilience(RetryBudget budget, CircuitBreaker breaker) {

	/** Starts with a full retry budget and a closed circuit breaker. */
	public RegionResilience(Ticker ticker) {
		this(new RetryBudget(ticker), new CircuitBreaker(ticker));
	}

}
