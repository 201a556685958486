/** Start-up: validation of settings, and messages for a failed start. */
@NullMarked
package dev.essfacade.startup;

import org.jspecify.annotations.NullMarked;
