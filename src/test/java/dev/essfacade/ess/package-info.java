/** Tests of {@code dev.essfacade.ess}. */
@NullMarked
package dev.essfacade.ess;

import org.jspecify.annotations.NullMarked;
