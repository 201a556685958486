/** Detaches classic load balancers from a scaling group. */
@NullMarked
package dev.essfacade.loadbalancer;

import org.jspecify.annotations.NullMarked;
