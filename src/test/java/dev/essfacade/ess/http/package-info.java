/** Tests of {@code dev.essfacade.ess.http}. */
@NullMarked
package dev.essfacade.ess.http;

import org.jspecify.annotations.NullMarked;
