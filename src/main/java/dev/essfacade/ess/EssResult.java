package dev.essfacade.ess;

/**
 * A call that ESS executed.
 *
 * @param value the response
 * @param requestId request id of ESS, as ActionTrail lists it
 * @param attempts how many attempts the call took
 * @param <T> the response
 */
public record EssResult<T>(T value, String requestId, int attempts) {
}
