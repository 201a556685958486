/** Detaches classic load balancers from a scaling group, and attaches them. */
@NullMarked
package dev.essfacade.loadbalancer;

import org.jspecify.annotations.NullMarked;
