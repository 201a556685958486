/** The attachments of a scaling group, and the conditions of a detach. */
@NullMarked
package dev.essfacade.scalinggroup.state;

import org.jspecify.annotations.NullMarked;
