/** Detaches ALB server groups from a scaling group, and attaches them. */
@NullMarked
package dev.essfacade.albservergroup;

import org.jspecify.annotations.NullMarked;
