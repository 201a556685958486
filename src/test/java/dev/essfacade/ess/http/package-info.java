/** Tests of {@code dev.essfacade.ess.transport}. */
@NullMarked
package dev.essfacade.ess.http;

import org.jspecify.annotations.NullMarked;
