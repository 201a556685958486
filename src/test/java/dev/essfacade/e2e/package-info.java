/** The protocol from end to end, over real HTTP against the simulator. */
@NullMarked
package dev.essfacade.e2e;

import org.jspecify.annotations.NullMarked;
