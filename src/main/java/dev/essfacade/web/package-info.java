/**
 * What every endpoint shares: the request id, strict JSON, and the one exit for failures.
 */
@NullMarked
package dev.essfacade.web;

import org.jspecify.annotations.NullMarked;
