/** Start-up: settings that are required, and the messages of a failed start. */
@NullMarked
package dev.essfacade.startup;

import org.jspecify.annotations.NullMarked;
