/**
 * Protection of ESS and of callers: retry budget, backoff, circuit breaker, and fair
 * limits of concurrency.
 */
@NullMarked
package dev.essfacade.ess.resilience;

import org.jspecify.annotations.NullMarked;
