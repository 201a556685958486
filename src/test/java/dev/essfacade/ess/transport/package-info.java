/** Tests of {@code dev.essfacade.ess.transport}. */
@NullMarked
package dev.essfacade.ess.transport;

import org.jspecify.annotations.NullMarked;
