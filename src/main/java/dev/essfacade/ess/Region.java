package dev.essfacade.ess;

import dev.essfacade.ess.resilience.CircuitBreaker;
import dev.essfacade.ess.resilience.FairSemaphore;
import dev.essfacade.ess.resilience.RetryBudget;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * A region that is served, with its endpoint. Each region has its own retry budget,
 * circuit breaker and limit of calls in flight.
 *
 * @param id id of the region
 * @param endpoint endpoint of the region
 * @param budget retry budget
 * @param breaker circuit breaker
 * @param permits limit of the calls in flight
 */
record Region(String id, EssEndpoint endpoint, RetryBudget budget, CircuitBreaker breaker, FairSemaphore permits) {

	void register(MeterRegistry meters) {
		Gauge.builder("ess.retry.budget.tokens", this.budget, RetryBudget::tokens)
			.description("Tokens left in the region's retry budget.")
			.tag("region", this.id)
			.register(meters);
		Gauge.builder("ess.circuit.breaker.open", this.breaker, (breaker) -> breaker.isOpen() ? 1 : 0)
			.description("1 while the region's circuit breaker is open (one probe per second).")
			.tag("region", this.id)
			.register(meters);
		Gauge.builder("ess.calls.in.flight", this.permits, FairSemaphore::inUse)
			.description("Calls to ESS in flight.")
			.tag("region", this.id)
			.register(meters);
	}

}
