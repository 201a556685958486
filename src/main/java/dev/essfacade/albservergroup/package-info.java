/** Detaches ALB server groups from a scaling group. */
@NullMarked
package dev.essfacade.albservergroup;

import org.jspecify.annotations.NullMarked;
