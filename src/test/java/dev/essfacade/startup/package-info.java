/** Tests of the validation of settings, and of the report of a failed start. */
@NullMarked
package dev.essfacade.startup;

import org.jspecify.annotations.NullMarked;
