/** Lists the regions that this installation serves. */
@NullMarked
package dev.essfacade.region;

import org.jspecify.annotations.NullMarked;
