package dev.essfacade.audit;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.CompletionException;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Reasons of I/O failures. */
class FailureReasonTests {

	@Test
	void namesTheKindOfAFileSystemFailure() {
		hasReason(new NoSuchFileException("/x/audit.jsonl"), "NoSuchFileException: /x/audit.jsonl");
		hasReason(new AccessDeniedException("/x/audit.jsonl"), "AccessDeniedException: /x/audit.jsonl");
		hasReason(new FileSystemException("/x", null, "Read-only file system"),
				"FileSystemException: /x: Read-only file system");
	}

	@Test
	void keepsTheMessageOfAnyOtherFailure() {
		hasReason(new IOException("No space left on device"), "No space left on device");
	}

	@Test
	void namesTheKindOfAFailureWithoutMessage() {
		hasReason(new ClosedChannelException(), "ClosedChannelException");
	}

	@Test
	void usesTheRootCause() {
		hasReason(new CompletionException(new NoSuchFileException("/x")), "NoSuchFileException: /x");
	}

	private static void hasReason(Throwable failure, String reason) {
		assertThat(FailureReason.of(failure)).isEqualTo(reason);
	}

}
