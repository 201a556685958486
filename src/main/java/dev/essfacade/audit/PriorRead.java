package dev.essfacade.audit;

import java.util.List;

import dev.essfacade.ess.CallOutcome;
import org.jspecify.annotations.Nullable;

/**
 * The read of the attachments before a detach, as the intent records it.
 *
 * @param outcome the outcome of the read
 * @param allowLast whether the caller accepts that nothing sends traffic to the group
 * after the detach
 * @param attached the targets of the detach that were attached, with the weights that the
 * detach discards; null if the read failed
 */
public record PriorRead(CallOutcome outcome, boolean allowLast, @Nullable List<String> attached) {
}
