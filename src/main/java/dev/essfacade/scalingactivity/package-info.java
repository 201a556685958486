/** Reads, awaits, streams and lists scaling activities. */
@NullMarked
package dev.essfacade.scalingactivity;

import org.jspecify.annotations.NullMarked;
