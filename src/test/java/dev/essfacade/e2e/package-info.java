/** Tests over real HTTP with the simulator as ESS. */
@NullMarked
package dev.essfacade.e2e;

import org.jspecify.annotations.NullMarked;
