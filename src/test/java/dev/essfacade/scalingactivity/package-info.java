/** Tests of {@code dev.essfacade.scalingactivity}. */
@NullMarked
package dev.essfacade.scalingactivity;

import org.jspecify.annotations.NullMarked;
