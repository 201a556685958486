/** Who did it: one record before a write is sent, one after, one for each refusal. */
@NullMarked
package dev.essfacade.audit;

import org.jspecify.annotations.NullMarked;
