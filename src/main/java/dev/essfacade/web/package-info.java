/**
 * What every endpoint shares: the one exit for failures, the idempotency key, the ids of
 * resources, and the refusal of unknown parameters.
 */
@NullMarked
package dev.essfacade.web;

import org.jspecify.annotations.NullMarked;
