/** Classic load balancers of a scaling group: detach them. */
@NullMarked
package dev.essfacade.loadbalancer;

import org.jspecify.annotations.NullMarked;
