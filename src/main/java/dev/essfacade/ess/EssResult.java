package dev.essfacade.ess;

/**
 * A call that succeeded.
 *
 * @param value what ESS answered
 * @param requestId ESS's id of the request, as ActionTrail lists it
 * @param attempts how many attempts it took
 * @param <T> the answer
 */
public record EssResult<T>(T value, String requestId, int attempts) {
}
