/**
 * What detach and attach operations share: the result state and the 200-or-202 response.
 */
@NullMarked
package dev.essfacade.attachment;

import org.jspecify.annotations.NullMarked;
