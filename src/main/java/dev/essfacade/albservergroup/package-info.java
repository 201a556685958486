/** ALB server groups of a scaling group: detach them. */
@NullMarked
package dev.essfacade.albservergroup;

import org.jspecify.annotations.NullMarked;
