/** The places that an operator may have keys in. */
@NullMarked
package dev.essfacade.ess.credentials.source;

import org.jspecify.annotations.NullMarked;
