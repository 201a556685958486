package dev.esssimulator;

/**
 * Token bucket of each action of an account.
 *
 * @param burst number of requests permitted at once
 * @param perSecond permitted requests per second, by the account's clock
 */
public record Throttling(int burst, double perSecond) {
}
