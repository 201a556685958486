/** Who calls: tokens, and what they say of their bearer. */
@NullMarked
package dev.essfacade.access.identity;

import org.jspecify.annotations.NullMarked;
