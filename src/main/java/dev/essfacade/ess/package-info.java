/** The ESS client: makes calls, retries them, and determines their outcome. */
@NullMarked
package dev.essfacade.ess;

import org.jspecify.annotations.NullMarked;
