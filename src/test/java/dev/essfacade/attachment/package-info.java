/** Tests of what detach and attach share: guard, conditions, undo. */
@NullMarked
package dev.essfacade.attachment;

import org.jspecify.annotations.NullMarked;
