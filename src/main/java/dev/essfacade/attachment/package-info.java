/**
 * What detach and attach operations share: the result state, the 200-or-202 response, and
 * undo.
 */
@NullMarked
package dev.essfacade.attachment;

import org.jspecify.annotations.NullMarked;
