/** Tests of {@code dev.essfacade.ess.credentials}. */
@NullMarked
package dev.essfacade.ess.credentials;

import org.jspecify.annotations.NullMarked;
