/** Tests of what bounds the door, with time and chance in the hand of the test. */
@NullMarked
package dev.essfacade.ess.resilience;

import org.jspecify.annotations.NullMarked;
