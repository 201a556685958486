/** Scaling activities: what a detach may start, and how a caller follows it. */
@NullMarked
package dev.essfacade.scalingactivity;

import org.jspecify.annotations.NullMarked;
