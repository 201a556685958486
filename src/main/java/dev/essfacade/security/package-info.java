/** Who calls: tokens, and what they say of their bearer. */
@NullMarked
package dev.essfacade.security;

import org.jspecify.annotations.NullMarked;
