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

/** Group commit on a disk that the test blocks and releases. */
@Timeout(60)
@ExtendWith(OutputCaptureExtension.class)
class GroupCommitWriterTests {

	private final Semaphore permits = new Semaphore(0);

	private final Semaphore writes = new Semaphore(0);

	private final BlockingQueue<String> forced = new LinkedBlockingQueue<>();

	private final GroupCommitWriter writer = new GroupCommitWriter(this::force);

	@AfterEach
	void close() {
		this.permits.release(1_000);
		this.writer.close();
	}

	private void force(ByteBuffer lines) throws IOException {
		String text = StandardCharsets.UTF_8.decode(lines).toString();
		this.writes.release();
		this.permits.acquireUninterruptibly();
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
	void completesALineWhenItIsOnTheDisk() throws Exception {
		CompletableFuture<Void> one = this.writer.append("one");
		this.writes.acquire();
		assertThat(one).isNotDone();
		this.permits.release();
		one.join();
		assertThat(this.forced).containsExactly("one\n");
	}

	@Test
	void forcesLinesTogetherThatArriveDuringAWrite() throws Exception {
		CompletableFuture<Void> first = this.writer.append("first");
		this.writes.acquire();
		List<CompletableFuture<Void>> others = IntStream.range(0, 100)
			.mapToObj((i) -> this.writer.append("n" + i))
			.toList();
		this.permits.release(2);
		first.join();
		others.forEach(CompletableFuture::join);
		assertThat(this.forced).hasSize(2);
		assertThat(this.forced.poll()).isEqualTo("first\n");
		assertThat(this.forced.poll()).startsWith("n0\nn1\nn2\n").endsWith("n98\nn99\n");
	}

	@Test
	void forcesAtMost512LinesTogether() throws Exception {
		CompletableFuture<Void> first = this.writer.append("first");
		this.writes.acquire();
		List<CompletableFuture<Void>> others = IntStream.range(0, 513)
			.mapToObj((i) -> this.writer.append("n"))
			.toList();
		this.permits.release(3);
		others.forEach(CompletableFuture::join);
		assertThat(first).isCompleted();
		assertThat(this.forced.stream().mapToLong((lines) -> lines.lines().count())).containsExactly(1L, 512L, 1L);
	}

	@Test
	void aFailureOfTheDiskFailsOnlyTheBatch() {
		this.permits.release(4);
		assertThat(this.writer.append("bad")).failsWithin(Duration.ofSeconds(30))
			.withThrowableOfType(ExecutionException.class)
			.withMessageContaining("No space left");
		assertThat(this.writer.append("worse")).failsWithin(Duration.ofSeconds(30));
		assertThat(this.writer.append("worst")).failsWithin(Duration.ofSeconds(30));
		this.writer.append("good").join();
		assertThat(this.forced).containsExactly("good\n");
	}

	@Test
	void doesNotWriteACancelledLine() throws Exception {
		CompletableFuture<Void> first = this.writer.append("first");
		this.writes.acquire();
		CompletableFuture<Void> gone = this.writer.append("gone");
		gone.cancel(false);
		CompletableFuture<Void> last = this.writer.append("last");
		this.permits.release(2);
		first.join();
		last.join();
		assertThat(this.forced).containsExactly("first\n", "last\n");
	}

	@Test
	void doesNotWriteAnEmptyBatch() throws Exception {
		CompletableFuture<Void> first = this.writer.append("first");
		this.writes.acquire();
		this.writer.append("gone").cancel(false);
		this.permits.release(2);
		first.join();
		this.writer.append("last").join();
		assertThat(this.forced).containsExactly("first\n", "last\n");
	}

	@Test
	void failsAtOnceIfTheQueueIsFull() throws Exception {
		CompletableFuture<Void> first = this.writer.append("first");
		this.writes.acquire();
		IntStream.range(0, GroupCommitWriter.QUEUE_CAPACITY)
			.forEach((_) -> assertThat(this.writer.append("more")).isNotDone());
		assertThat(this.writer.append("too much")).isCompletedExceptionally();
		assertThat(first).isNotDone();
	}

	@Test
	void writesQueuedLinesOnClose(CapturedOutput output) throws Exception {
		CompletableFuture<Void> first = this.writer.append("first");
		this.writes.acquire();
		CompletableFuture<Void> last = this.writer.append("last");
		this.permits.release(3);
		this.writer.close();
		assertThat(first).isCompleted();
		assertThat(last).isCompleted();
		assertThat(output).doesNotContain("audit file hangs");
	}

	@Test
	void aHangingDiskDoesNotBlockClose(CapturedOutput output) throws Exception {
		CompletableFuture<Void> first = this.writer.append("first");
		this.writes.acquire();
		this.writer.close();
		assertThat(first).isNotDone();
		assertThat(output).contains("audit file hangs");
	}

	@Test
	void keepsTheInterruptFlagOnClose() throws Exception {
		CompletableFuture<Void> first = this.writer.append("first");
		this.writes.acquire();
		Thread.currentThread().interrupt();
		this.writer.close();
		assertThat(Thread.interrupted()).isTrue();
		assertThat(first).isNotDone();
	}

}
