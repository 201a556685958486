/** The ESS client: makes calls, retries them, and says what each came to. */
@NullMarked
package dev.essfacade.ess;

import org.jspecify.annotations.NullMarked;
