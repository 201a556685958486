/** What is attached to a scaling group, and the conditions of a detach on it. */
@NullMarked
package dev.essfacade.scalinggroup.state;

import org.jspecify.annotations.NullMarked;
