/**
 * Tests of retries, limits and circuit breakers with controlled time and random numbers.
 */
@NullMarked
package dev.essfacade.ess.resilience;

import org.jspecify.annotations.NullMarked;
