package dev.essfacade.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/** Lines on their way to a disk that the test holds up and lets go. */
@Timeout(60)
@ExtendWith(OutputCaptureExtension.class)
class GroupCommitWriterTests {

	private final Semaphore mayForce = new Semaphore(0);

	private final Semaphore waits = new Semaphore(0);

	private final BlockingQueue<String> forced = new LinkedBlockingQueue<>();

	private final GroupCommitWriter journal = new GroupCommitWriter(this::force);

	@AfterEach
	void close() {
		this.mayForce.release(1_000);
		this.journal.close();
	}

	private void force(ByteBuffer lines) throws IOException {
		String text = StandardCharsets.UTF_8.decode(lines).toString();
		this.waits.release();
		this.mayForce.acquireUninterruptibly();
		if (text.contains("bad")) {
			throw new IOException("No space left on device");
		}
		if (text.contains("worse")) {
			throw new IllegalStateException("Nobody expected this");
		}
		if (text.contains("worst")) {
			throw new AssertionError("Nor this");
		}
		this.forced.add(text);
	}

	@Test
	void aLineIsWrittenWhenTheDiskHasIt() throws Exception {
		CompletableFuture<Void> one = this.journal.append("one");
		this.waits.acquire();
		assertThat(one).isNotDone();
		this.mayForce.release();
		one.join();
		assertThat(this.forced).containsExactly("one\n");
	}

	@Test
	void whatComesWhileTheDiskIsBusyIsForcedTogether() throws Exception {
		CompletableFuture<Void> first = this.journal.append("first");
		this.waits.acquire();
		List<CompletableFuture<Void>> others = IntStream.range(0, 100)
			.mapToObj((i) -> this.journal.append("n" + i))
			.toList();
		this.mayForce.release(2);
		first.join();
		others.forEach(CompletableFuture::join);
		assertThat(this.forced).hasSize(2);
		assertThat(this.forced.poll()).isEqualTo("first\n");
		assertThat(this.forced.poll()).startsWith("n0\nn1\nn2\n").endsWith("n98\nn99\n");
	}

	@Test
	void oneForceTakesSoManyAndNoMore() throws Exception {
		CompletableFuture<Void> first = this.journal.append("first");
		this.waits.acquire();
		List<CompletableFuture<Void>> others = IntStream.range(0, 513)
			.mapToObj((i) -> this.journal.append("n"))
			.toList();
		this.mayForce.release(3);
		others.forEach(CompletableFuture::join);
		assertThat(first).isCompleted();
		assertThat(this.forced.stream().mapToLong((lines) -> lines.lines().count())).containsExactly(1L, 512L, 1L);
	}

	@Test
	void aDiskThatFailsFailsWhatWasOnItsWayAndNothingElse() {
		this.mayForce.release(4);
		assertThat(this.journal.append("bad")).failsWithin(Duration.ofSeconds(30))
			.withThrowableOfType(ExecutionException.class)
			.withMessageContaining("No space left");
		assertThat(this.journal.append("worse")).failsWithin(Duration.ofSeconds(30));
		assertThat(this.journal.append("worst")).failsWithin(Duration.ofSeconds(30));
		this.journal.append("good").join();
		assertThat(this.forced).containsExactly("good\n");
	}

	@Test
	void whoeverHasGivenUpIsNotWritten() throws Exception {
		CompletableFuture<Void> first = this.journal.append("first");
		this.waits.acquire();
		CompletableFuture<Void> gone = this.journal.append("gone");
		gone.cancel(false);
		CompletableFuture<Void> last = this.journal.append("last");
		this.mayForce.release(2);
		first.join();
		last.join();
		assertThat(this.forced).containsExactly("first\n", "last\n");
	}

	@Test
	void aDiskIsNotAskedForNothing() throws Exception {
		CompletableFuture<Void> first = this.journal.append("first");
		this.waits.acquire();
		this.journal.append("gone").cancel(false);
		this.mayForce.release(2);
		first.join();
		this.journal.append("last").join();
		assertThat(this.forced).containsExactly("first\n", "last\n");
	}

	@Test
	void whenThereIsNoRoomNobodyWaits() throws Exception {
		CompletableFuture<Void> first = this.journal.append("first");
		this.waits.acquire();
		IntStream.range(0, GroupCommitWriter.ROOM).forEach((_) -> assertThat(this.journal.append("more")).isNotDone());
		assertThat(this.journal.append("too much")).isCompletedExceptionally();
		assertThat(first).isNotDone();
	}

	@Test
	void whatIsQueuedAtTheEndIsWritten(CapturedOutput output) throws Exception {
		CompletableFuture<Void> first = this.journal.append("first");
		this.waits.acquire();
		CompletableFuture<Void> last = this.journal.append("last");
		this.mayForce.release(3);
		this.journal.close();
		assertThat(first).isCompleted();
		assertThat(last).isCompleted();
		assertThat(output).doesNotContain("The disk hangs");
	}

	@Test
	void aDiskThatHangsDoesNotHoldUpTheEnd(CapturedOutput output) throws Exception {
		CompletableFuture<Void> first = this.journal.append("first");
		this.waits.acquire();
		this.journal.close();
		assertThat(first).isNotDone();
		assertThat(output).contains("The disk hangs");
	}

	@Test
	void whoeverIsInterruptedAtTheEndStaysSo() throws Exception {
		CompletableFuture<Void> first = this.journal.append("first");
		this.waits.acquire();
		Thread.currentThread().interrupt();
		this.journal.close();
		assertThat(Thread.interrupted()).isTrue();
		assertThat(first).isNotDone();
	}

}
