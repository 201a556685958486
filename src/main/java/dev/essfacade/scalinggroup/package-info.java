/** Scaling groups: what is attached to them, and previews of writes. */
@NullMarked
package dev.essfacade.scalinggroup;

import org.jspecify.annotations.NullMarked;
