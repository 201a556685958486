/**
 * Reads and writes JSON bodies with strict rules and limits, and locates errors in
 * bodies.
 */
@NullMarked
package dev.essfacade.web.json;

import org.jspecify.annotations.NullMarked;
