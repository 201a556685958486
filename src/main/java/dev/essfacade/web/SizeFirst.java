package dev.essfacade.web;

/**
 * Validation group of sizes. A request record checks it before its other constraints, so
 * that no work is done for the elements of a list that is too long.
 */
public interface SizeFirst {

}
