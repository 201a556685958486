/** Reads and writes JSON bodies with strict rules and limits, and names where in a body an error is. */
@NullMarked
package dev.essfacade.web.json;

import org.jspecify.annotations.NullMarked;
