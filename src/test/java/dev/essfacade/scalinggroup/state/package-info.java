/** Tests of what is attached to a scaling group. */
@NullMarked
package dev.essfacade.scalinggroup.state;

import org.jspecify.annotations.NullMarked;
