/** Log lines, metrics, traces and secrets in them. */
@NullMarked
package dev.essfacade.observability;

import org.jspecify.annotations.NullMarked;
