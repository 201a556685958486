/** Protection of ESS and of callers: retry budget, backoff, circuit breaker, permits. */
@NullMarked
package dev.essfacade.ess.resilience;

import org.jspecify.annotations.NullMarked;
