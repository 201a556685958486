/** Where the keys that sign every ESS request come from. */
@NullMarked
package dev.essfacade.ess.credentials;

import org.jspecify.annotations.NullMarked;
