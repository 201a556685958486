package dev.essfacade.authorization;

import dev.essfacade.ess.EssResult;
import dev.essfacade.ess.WriteResponse;
import dev.essfacade.scalinggroup.state.Attachments;
import org.jspecify.annotations.Nullable;

/**
 * A write that ESS executed.
 *
 * @param result the result of ESS
 * @param before the attachments before the write; null if they were not read
 */
public record WriteResult(EssResult<WriteResponse> result, @Nullable Attachments before) {
}
