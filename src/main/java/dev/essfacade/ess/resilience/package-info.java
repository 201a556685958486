/**
 * What keeps the door from being overrun, and ESS from being hit harder because it is in
 * trouble.
 */
@NullMarked
package dev.essfacade.ess.resilience;

import org.jspecify.annotations.NullMarked;
