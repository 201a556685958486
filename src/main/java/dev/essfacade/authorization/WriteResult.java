package dev.essfacade.authorization;

import dev.essfacade.ess.EssResult;
import dev.essfacade.scalinggroup.state.Attachments;
import org.jspecify.annotations.Nullable;

/**
 * A write that ESS executed.
 *
 * @param result the result of ESS
 * @param before what was attached before the write; null if it was not read
 * @param <T> the response
 */
public record WriteResult<T>(EssResult<T> result, @Nullable Attachments before) {
}
