/** Audit records of writes: intent, outcome and denial, in the log and in a file. */
@NullMarked
package dev.essfacade.audit;

import org.jspecify.annotations.NullMarked;
