package dev.essfacade.audit;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.CompletionException;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What is said of a file that cannot be written to. */
class FailureReasonTests {

	@Test
	void whatTheFileSystemSaysNamesItsKind() {
		says(new NoSuchFileException("/x/audit.jsonl"), "NoSuchFileException: /x/audit.jsonl");
		says(new AccessDeniedException("/x/audit.jsonl"), "AccessDeniedException: /x/audit.jsonl");
		says(new FileSystemException("/x", null, "Read-only file system"),
				"FileSystemException: /x: Read-only file system");
	}

	@Test
	void whatSpeaksForItselfIsLeftAsItIs() {
		says(new IOException("No space left on device"), "No space left on device");
	}

	@Test
	void whatSaysNothingIsNamed() {
		says(new ClosedChannelException(), "ClosedChannelException");
	}

	@Test
	void whatIsWrappedIsUnwrapped() {
		says(new CompletionException(new NoSuchFileException("/x")), "NoSuchFileException: /x");
	}

	private static void says(Throwable failure, String reason) {
		assertThat(FailureReason.of(failure)).isEqualTo(reason);
	}

}
