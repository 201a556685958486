package dev.essfacade.audit;

import java.nio.file.FileSystemException;

import org.jspecify.annotations.Nullable;

import org.springframework.core.NestedExceptionUtils;

/** Reason of an I/O failure, for the log. */
final class FailureReason {

	private FailureReason() {
	}

	/**
	 * Returns type and message of the root cause. The message of a file system exception
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
