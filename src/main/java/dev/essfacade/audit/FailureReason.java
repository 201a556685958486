package dev.essfacade.audit;

import java.nio.file.FileSystemException;

import org.jspecify.annotations.Nullable;

import org.springframework.core.NestedExceptionUtils;

/** Why a record cannot be written, in words for whoever is on call. */
final class FailureReason {

	private FailureReason() {
	}

	/**
	 * What the file system says is often the path alone; the kind tells what is wrong.
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
