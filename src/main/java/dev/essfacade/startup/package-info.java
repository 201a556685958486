/** Validation of the settings before the service starts. */
@NullMarked
package dev.essfacade.startup;

import org.jspecify.annotations.NullMarked;
