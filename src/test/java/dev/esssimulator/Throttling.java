package dev.esssimulator;

/**
 * A token bucket for each action of each account.
 *
 * @param burst how many requests may come at once
 * @param perSecond how many are allowed again with every second of the account's clock
 */
public record Throttling(int burst, double perSecond) {
}
