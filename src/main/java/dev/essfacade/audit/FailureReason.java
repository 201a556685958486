package dev.essfacade.audit;

import java.nio.file.FileSystemException;

import org.jspecify.annotations.Nullable;

import org.springframework.core.NestedExceptionUtils;

/** Reason of an I/O failure, for the log. */
final class FailureReason {

	private FailureReason() {
	}

	/**
	 * Returns the message of the root cause, or the cause's type if there is no message.
	 * For a file system exception, returns the type and the message, because the message
	 * is often the path alone.
	 */
	static String of(Throwable failure) {
		Throwable cause = NestedExceptionUtils.getMostSpecificCause(failure);
		String kind = cause.getClass().getSimpleName();
		@Nullable String message = cause.getMessage();
		if (message == null) {
			return kind;
		}
		return (cause instanceof FileSystemException) ? kind + ": " + message : message;
	}

}
