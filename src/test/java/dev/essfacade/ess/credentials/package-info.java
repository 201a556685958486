/** Tests of where keys come from and how they are renewed. */
@NullMarked
package dev.essfacade.ess.credentials;

import org.jspecify.annotations.NullMarked;
