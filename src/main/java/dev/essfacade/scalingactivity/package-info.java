/** Polls the scaling activity that a detach started. */
@NullMarked
package dev.essfacade.scalingactivity;

import org.jspecify.annotations.NullMarked;
